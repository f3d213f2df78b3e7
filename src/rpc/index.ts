export {
  type CertificateFault,
  type CertificateRefusal,
  certificateError,
  certificateRefusalOf,
} from './certificate-refusal.ts';
export { channelOptions, serverOptions } from './channel.ts';
export { detailOf, errorDetailKey, toServiceError } from './error-detail.ts';
export type { Method } from './services.ts';
export {
  asBuffer,
  clusterService,
  healthService,
  kvService,
  peerService,
  watchService,
} from './services.ts';
