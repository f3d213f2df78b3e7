import type { ChannelOptions } from '@grpc/grpc-js';

/** A frame or page is at most 4 MiB with its headers; the rest is room. */
const messageBytesMax = 16 * 1024 * 1024;

/**
 * Options of every channel that ringkv opens. Retries are our own, because only we know which operations may be
 * repeated; the reconnect backoff starts at 50 ms, because the default of a second would be most of a failover;
 * proxy variables must not reach a loopback address. With TLS grpc-js would ask for the address that it dials as a server name,
 * which RFC 6066 forbids and Node.js warns of; who is there is checked by what each side has in its credentials.
 */
export const channelOptions: ChannelOptions = {
  'grpc.ssl_target_name_override': 'ringkv',
  'grpc.enable_http_proxy': 0,
  'grpc.enable_retries': 0,
  'grpc.enable_channelz': 0,
  'grpc.service_config_disable_resolution': 1,
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.min_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.keepalive_time_ms': 5_000,
  'grpc.keepalive_timeout_ms': 2_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.max_receive_message_length': messageBytesMax,
  'grpc.max_send_message_length': messageBytesMax,
  'grpc-node.flow_control_window': 4 * 1024 * 1024,
};

export const serverOptions: ChannelOptions = {
  'grpc.enable_channelz': 0,
  'grpc.max_receive_message_length': messageBytesMax,
  'grpc.max_send_message_length': messageBytesMax,
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
};
