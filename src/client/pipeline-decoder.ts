import { ringkv } from '#proto';
import type { Answer } from './call.ts';

type Header = ringkv.v1.ResponseHeader.$Properties;
type Record = ringkv.v1.Record.$Properties;

/** Field numbers of kv.proto and common.proto with their wire types: tag = number << 3 | type, 0 for varints and 2 for bytes. */
const RESULTS = 0x0a;
const resultTag = {
  id: 0x08,
  get: 0x42,
  put: 0x4a,
  delete: 0x52,
  increment: 0x5a,
  touch: 0x62,
} as const;
/** Of every response. */
const HEADER = 0x0a;
const getTag = { record: 0x12 } as const;
/** Writes answer numbers, each kind with its own meaning. */
const writeTag = { second: 0x10, third: 0x18, fourth: 0x20, fifth: 0x28 } as const;
const recordTag = {
  key: 0x0a,
  value: 0x12,
  version: 0x18,
  createRevision: 0x20,
  modRevision: 0x28,
  expiresAt: 0x30,
} as const;
const headerTag = {
  clusterId: 0x0a,
  partition: 0x10,
  revision: 0x18,
  term: 0x20,
  partitionTimeMs: 0x28,
  servedBy: 0x30,
  role: 0x38,
  level: 0x40,
  stalenessMs: 0x48,
  topologyEpoch: 0x58,
  requestId: 0x62,
  deduplicated: 0x68,
} as const;

/** No length, position or number is below 0. */
const ODD = -1;
/** Seven bits a byte: 2^49 is what the eighth counts in, and 2^53 - 1 ends within it. */
const SCALE_MAX = 2 ** 49;
const INT32_MAX = 2 ** 31 - 1;
/** The generated decoder takes lengths of five bytes in part; none of ours has more than four. */
const LENGTH_BYTES_MAX = 4;
const NO_BYTES = Buffer.alloc(0);

/**
 * Reads PipelineResponse messages, as PipelineEncoder writes their like. Answers of gets and writes go from the bytes to one
 * literal each, where protobufjs makes an object for every 64-bit number and a slice for every field of bytes.
 *
 *   results: 0x0a length ( id, get: 0x42 length ( header: 0x0a length ( ... ), record: 0x12 length ( ... ) ) ) | 0x0a length ( ... )
 *
 * Whatever is not plain goes to the generated decoder as it is and means, or fails, what it does there: other kinds of results,
 * fields that this code does not know, a message field twice (which merges), numbers past 2^53 - 1, bytes that end early.
 * The key of a record is left out: the call knows it.
 */
export class PipelineDecoder {
  #bytes: Buffer = NO_BYTES;
  /** Of the next byte to read. */
  #at = 0;
  /** Of the last header that had another: all answers of a cluster say the same, and those of a message mostly do. */
  #clusterId: Uint8Array = NO_BYTES;
  #requestId = '';
  /** Of the write under way. */
  #writeHeader: Header | null = null;
  #second = 0;
  #third = 0;
  #fourth = 0;
  #fifth = 0;

  /** Byte fields are views of the message. Throws as the generated decoder does on what is no PipelineResponse. */
  decode(bytes: Buffer): ringkv.v1.PipelineResponse.$Properties {
    this.#bytes = bytes;
    this.#at = 0;
    try {
      return this.#response(bytes);
    } finally {
      this.#bytes = NO_BYTES;
      this.#writeHeader = null;
    }
  }

  #response(bytes: Buffer): ringkv.v1.PipelineResponse.$Properties {
    const results: Answer[] = [];
    while (this.#at < bytes.length) {
      const end = bytes[this.#at++] === RESULTS ? this.#end(bytes.length) : ODD;
      if (end === ODD) return ringkv.v1.PipelineResponse.decode(bytes);
      const start = this.#at;
      results.push(this.#result(end) ?? ringkv.v1.Result.decode(bytes.subarray(start, end)));
      this.#at = end;
    }
    return { results };
  }

  // Each of these reads up to `end` and answers null for what is not plain; so do its callers then.

  #result(end: number): Answer | null {
    let id = 0;
    let answer: Answer | null = null;
    while (this.#at < end) {
      const tag = this.#bytes[this.#at++] as number;
      if (tag === resultTag.id) {
        id = this.#varint(end);
        if (id === ODD) return null;
      } else {
        if (answer !== null) return null;
        answer = this.#answer(tag, end);
        if (answer === null) return null;
      }
    }
    if (answer !== null) answer.id = id;
    return answer;
  }

  #answer(tag: number, limit: number): Answer | null {
    if (tag === resultTag.get) return this.#get(this.#end(limit));
    if (!isWrite(tag) || !this.#write(this.#end(limit))) return null;
    const header = this.#writeHeader;
    const succeeded = this.#second !== 0;
    switch (tag) {
      case resultTag.put: {
        const put = { header, succeeded, version: this.#third, expiresAt: this.#fourth };
        return { id: 0, response: 'put', put };
      }
      case resultTag.delete: {
        const deleted = this.#third !== 0;
        return { id: 0, response: 'delete', delete: { header, succeeded, deleted } };
      }
      case resultTag.increment: {
        const value = unzigzag(this.#third);
        const increment = {
          header,
          succeeded,
          value,
          version: this.#fourth,
          expiresAt: this.#fifth,
        };
        return { id: 0, response: 'increment', increment };
      }
      default: {
        const touch = {
          header,
          found: succeeded,
          expiresAt: this.#third,
          version: this.#fourth,
        };
        return { id: 0, response: 'touch', touch };
      }
    }
  }

  #get(end: number): Answer | null {
    let header: Header | null = null;
    let record: Record | null = null;
    if (end === ODD) return null;
    while (this.#at < end) {
      const tag = this.#bytes[this.#at++] as number;
      if (tag === HEADER && header === null) {
        header = this.#header(this.#end(end));
        if (header === null) return null;
      } else if (tag === getTag.record && record === null) {
        record = this.#record(this.#end(end));
        if (record === null) return null;
      } else {
        return null;
      }
    }
    return { id: 0, response: 'get', get: { header, record } };
  }

  #record(end: number): Record | null {
    let value: Uint8Array = NO_BYTES;
    let version = 0;
    let createRevision = 0;
    let modRevision = 0;
    let expiresAt = 0;
    if (end === ODD) return null;
    while (this.#at < end) {
      const tag = this.#bytes[this.#at++] as number;
      if (tag === recordTag.key || tag === recordTag.value) {
        const stop = this.#end(end);
        if (stop === ODD) return null;
        if (tag === recordTag.value) value = this.#bytes.subarray(this.#at, stop);
        this.#at = stop;
        continue;
      }
      const number = this.#varint(end);
      if (number === ODD) return null;
      if (tag === recordTag.version) version = number;
      else if (tag === recordTag.createRevision) createRevision = number;
      else if (tag === recordTag.modRevision) modRevision = number;
      else if (tag === recordTag.expiresAt) expiresAt = number;
      else return null;
    }
    return { value, version, createRevision, modRevision, expiresAt };
  }

  /** A number that its kind does not have is skipped, as an unknown field is. */
  #write(end: number): boolean {
    this.#writeHeader = null;
    this.#second = 0;
    this.#third = 0;
    this.#fourth = 0;
    this.#fifth = 0;
    if (end === ODD) return false;
    while (this.#at < end) {
      const tag = this.#bytes[this.#at++] as number;
      if (tag === HEADER) {
        if (this.#writeHeader !== null) return false;
        this.#writeHeader = this.#header(this.#end(end));
        if (this.#writeHeader === null) return false;
        continue;
      }
      const number = this.#varint(end);
      if (number === ODD) return false;
      if (tag === writeTag.second) this.#second = number;
      else if (tag === writeTag.third) this.#third = number;
      else if (tag === writeTag.fourth) this.#fourth = number;
      else if (tag === writeTag.fifth) this.#fifth = number;
      else return false;
    }
    return true;
  }

  #header(end: number): Header | null {
    let clusterId: Uint8Array = NO_BYTES;
    let requestId = '';
    let partition = 0;
    let revision = 0;
    let term = 0;
    let partitionTimeMs = 0;
    let servedBy = 0;
    let role = 0;
    let level = 0;
    let staleness = 0;
    let topologyEpoch = 0;
    let deduplicated = false;
    if (end === ODD) return null;
    while (this.#at < end) {
      const tag = this.#bytes[this.#at++] as number;
      if (tag === headerTag.clusterId || tag === headerTag.requestId) {
        const stop = this.#end(end);
        if (stop === ODD) return null;
        if (tag === headerTag.clusterId) clusterId = this.#sameClusterId(stop);
        else if (this.#isAscii(stop)) requestId = this.#sameRequestId(stop);
        else return null;
        this.#at = stop;
        continue;
      }
      const number = this.#varint(end);
      if (number === ODD) return null;
      switch (tag) {
        case headerTag.partition:
          partition = number;
          break;
        case headerTag.revision:
          revision = number;
          break;
        case headerTag.term:
          term = number;
          break;
        case headerTag.partitionTimeMs:
          partitionTimeMs = number;
          break;
        case headerTag.servedBy:
          servedBy = number;
          break;
        case headerTag.role:
          role = number;
          break;
        case headerTag.level:
          level = number;
          break;
        case headerTag.stalenessMs:
          staleness = number;
          break;
        case headerTag.topologyEpoch:
          topologyEpoch = number;
          break;
        case headerTag.deduplicated:
          deduplicated = number !== 0;
          break;
        default:
          return null;
      }
    }
    // These have 32 bits, and the generated decoder cuts off what is more.
    if (partition > INT32_MAX || servedBy > INT32_MAX || role > INT32_MAX || level > INT32_MAX) {
      return null;
    }
    return {
      clusterId,
      partition,
      revision,
      term,
      partitionTimeMs,
      servedBy,
      role,
      level,
      stalenessMs: unzigzag(staleness),
      topologyEpoch,
      requestId,
      deduplicated,
    };
  }

  /** Kept beyond the message, so it is a copy. */
  #sameClusterId(stop: number): Uint8Array {
    const last = this.#clusterId;
    if (this.#bytes.compare(last, 0, last.length, this.#at, stop) !== 0) {
      this.#clusterId = Buffer.from(this.#bytes.subarray(this.#at, stop));
    }
    return this.#clusterId;
  }

  #sameRequestId(stop: number): string {
    const last = this.#requestId;
    let same = last.length === stop - this.#at;
    for (let i = 0; same && i < last.length; i++) {
      same = last.charCodeAt(i) === this.#bytes[this.#at + i];
    }
    if (!same) this.#requestId = this.#bytes.toString('latin1', this.#at, stop);
    return this.#requestId;
  }

  /** Other text has to be checked for being UTF-8. */
  #isAscii(stop: number): boolean {
    for (let at = this.#at; at < stop; at++) if ((this.#bytes[at] as number) > 0x7f) return false;
    return true;
  }

  /** Reads the length of a field, and answers where it ends if that is within the limit. */
  #end(limit: number): number {
    const start = this.#at;
    const length = this.#varint(limit);
    if (length === ODD || this.#at - start > LENGTH_BYTES_MAX) return ODD;
    return length <= limit - this.#at ? this.#at + length : ODD;
  }

  #varint(end: number): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let value = 0;
    for (let scale = 1; at < end && scale <= SCALE_MAX; scale *= 0x80) {
      const byte = bytes[at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        this.#at = at;
        return value <= Number.MAX_SAFE_INTEGER ? value : ODD;
      }
    }
    return ODD;
  }
}

function isWrite(tag: number): boolean {
  return (
    tag === resultTag.put ||
    tag === resultTag.delete ||
    tag === resultTag.increment ||
    tag === resultTag.touch
  );
}

/** Signed numbers lie on the wire as 0, -1, 1, -2, 2, ... */
function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
