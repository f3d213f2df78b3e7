export {
  checkDates,
  checkIssuer,
  dateFault,
  materialOf,
  type Pem,
  readPem,
  TlsFileFault,
  type TlsMaterial,
  type TlsPems,
} from './material.ts';
export { nodeNames, nodeUri } from './node-name.ts';
