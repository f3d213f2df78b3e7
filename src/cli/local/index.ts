export {
  type ClusterReport,
  type LocalCluster,
  type NodeReport,
  startLocalCluster,
} from './cluster.ts';
export { controlCluster } from './control-client.ts';
export type { ControlCommand } from './control-protocol.ts';
export { devFiles } from './dev-certificates.ts';
export { type LauncherIo, runLauncher } from './launcher.ts';
export type { LocalLimits } from './limits.ts';
export type { LinkMesh, LinkReport } from './link-mesh.ts';
export type { NodeState } from './node-process.ts';
export {
  DEFAULT_BASE_PORT,
  DEFAULT_DATA_DIR,
  type LocalClusterOptions,
  type LocalEvent,
} from './options.ts';
export type { LinkMode } from './proxied-connection.ts';
