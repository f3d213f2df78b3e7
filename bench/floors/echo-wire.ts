export const ECHO_PATH = '/floors.Bare/Echo';

/** What grpc-js takes in one message unless told otherwise. */
export const MESSAGE_BYTES_MAX = 4 * 1_048_576;
