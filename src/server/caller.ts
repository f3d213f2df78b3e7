import { nodeNames } from '../tls/index.ts';

/** What grpc-js says of the connection of a call. */
interface Connected {
  getAuthContext(): { readonly sslPeerCertificate?: { readonly subjectaltname?: string } } | null;
}

/**
 * The nodes that a caller is by its certificate. Null without TLS: then nobody knows, and what a caller says of itself is
 * taken. The caller is no node if it is empty.
 */
export type CallerNodes = (call: Connected) => readonly string[] | null;

export const unknownCaller: CallerNodes = () => null;

/** A certificate counts only if it was verified: grpc-js shows no other. */
export const certifiedCaller: CallerNodes = (call) =>
  nodeNames(call.getAuthContext()?.sslPeerCertificate?.subjectaltname);
