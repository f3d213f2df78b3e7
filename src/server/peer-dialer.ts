import { type ChannelCredentials, credentials } from '@grpc/grpc-js';

/** How a node connects to another one. */
export interface PeerDialer {
  /** Credentials are good for connections that begin now; a client that lives longer is made anew when this differs. */
  readonly generation: number;
  /** For connections to the node of that name, and to no other. */
  credentials(name: string): ChannelCredentials;
}

/** Without TLS whoever listens at an address is taken for the node. */
export const plainDialer: PeerDialer = {
  generation: 0,
  credentials: () => credentials.createInsecure(),
};
