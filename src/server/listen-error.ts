/** A port could not be opened. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly kind: 'port_in_use' | 'not_allowed' | 'other';
  /** host:port as asked for. */
  readonly address: string;

  constructor(address: string, cause: Error) {
    const kind = kindOf(cause.message);
    super(messageOf(kind, address, cause.message), { cause });
    this.kind = kind;
    this.address = address;
  }
}

function kindOf(message: string): ListenError['kind'] {
  if (message.includes('EADDRINUSE')) return 'port_in_use';
  return message.includes('EACCES') ? 'not_allowed' : 'other';
}

function messageOf(kind: ListenError['kind'], address: string, cause: string): string {
  if (kind === 'port_in_use') return `${address} is in use by another process`;
  if (kind === 'not_allowed') return `this user may not listen on ${address}`;
  return `cannot listen on ${address}: ${cause}`;
}
