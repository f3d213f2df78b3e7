// 64-bit integers as numbers: every one of ours is at most 2^53 - 1.
import protobuf from 'protobufjs/minimal.js';

protobuf.util.Long = undefined;
protobuf.configure();

export default protobuf;
