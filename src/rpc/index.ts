export { channelOptions, serverOptions } from './channel.ts';
export { detailOf, errorDetailKey, toServiceError } from './error-detail.ts';
export type { Method } from './services.ts';
export { clusterService, healthService, kvService, peerService, watchService } from './services.ts';
