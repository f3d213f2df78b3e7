/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "./runtime.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["ringkv"] || ($protobuf.roots["ringkv"] = {});

export const grpc = $root.grpc = (() => {

    /**
     * Namespace grpc.
     * @exports grpc
     * @namespace
     */
    const grpc = {};

    grpc.health = (function() {

        /**
         * Namespace health.
         * @memberof grpc
         * @namespace
         */
        const health = {};

        health.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof grpc.health
             * @namespace
             */
            const v1 = {};

            v1.HealthCheckRequest = (function() {

                /**
                 * Properties of a HealthCheckRequest.
                 * @typedef {Object} grpc.health.v1.HealthCheckRequest.$Properties
                 * @property {string|null} [service] HealthCheckRequest service
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HealthCheckRequest.
                 * @memberof grpc.health.v1
                 * @interface IHealthCheckRequest
                 * @augments grpc.health.v1.HealthCheckRequest.$Properties
                 * @deprecated Use grpc.health.v1.HealthCheckRequest.$Properties instead.
                 */

                /**
                 * Shape of a HealthCheckRequest.
                 * @typedef {grpc.health.v1.HealthCheckRequest.$Properties} grpc.health.v1.HealthCheckRequest.$Shape
                 */

                /**
                 * Constructs a new HealthCheckRequest.
                 * @memberof grpc.health.v1
                 * @classdesc Represents a HealthCheckRequest.
                 * @constructor
                 * @param {grpc.health.v1.HealthCheckRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HealthCheckRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * HealthCheckRequest service.
                 * @member {string} service
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @instance
                 */
                HealthCheckRequest.prototype.service = "";

                /**
                 * Creates a new HealthCheckRequest instance using the specified properties.
                 * @function create
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {grpc.health.v1.HealthCheckRequest.$Properties=} [properties] Properties to set
                 * @returns {grpc.health.v1.HealthCheckRequest} HealthCheckRequest instance
                 * @type {{
                 *   (properties: grpc.health.v1.HealthCheckRequest.$Shape): grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape;
                 *   (properties?: grpc.health.v1.HealthCheckRequest.$Properties): grpc.health.v1.HealthCheckRequest;
                 * }}
                 */
                HealthCheckRequest.create = function(properties) {
                    return new HealthCheckRequest(properties);
                };

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @function encode
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {grpc.health.v1.HealthCheckRequest.$Properties} message HealthCheckRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HealthCheckRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.service != null && $Object.hasOwnProperty.call(message, "service") && message.service !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.service);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape} HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HealthCheckRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.grpc.health.v1.HealthCheckRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.service = value;
                                else
                                    delete message.service;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return HealthCheckRequest;
            })();

            v1.HealthCheckResponse = (function() {

                /**
                 * Properties of a HealthCheckResponse.
                 * @typedef {Object} grpc.health.v1.HealthCheckResponse.$Properties
                 * @property {grpc.health.v1.HealthCheckResponse.ServingStatus|null} [status] HealthCheckResponse status
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HealthCheckResponse.
                 * @memberof grpc.health.v1
                 * @interface IHealthCheckResponse
                 * @augments grpc.health.v1.HealthCheckResponse.$Properties
                 * @deprecated Use grpc.health.v1.HealthCheckResponse.$Properties instead.
                 */

                /**
                 * Shape of a HealthCheckResponse.
                 * @typedef {grpc.health.v1.HealthCheckResponse.$Properties} grpc.health.v1.HealthCheckResponse.$Shape
                 */

                /**
                 * Constructs a new HealthCheckResponse.
                 * @memberof grpc.health.v1
                 * @classdesc Represents a HealthCheckResponse.
                 * @constructor
                 * @param {grpc.health.v1.HealthCheckResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HealthCheckResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * HealthCheckResponse status.
                 * @member {grpc.health.v1.HealthCheckResponse.ServingStatus} status
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @instance
                 */
                HealthCheckResponse.prototype.status = 0;

                /**
                 * Creates a new HealthCheckResponse instance using the specified properties.
                 * @function create
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {grpc.health.v1.HealthCheckResponse.$Properties=} [properties] Properties to set
                 * @returns {grpc.health.v1.HealthCheckResponse} HealthCheckResponse instance
                 * @type {{
                 *   (properties: grpc.health.v1.HealthCheckResponse.$Shape): grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape;
                 *   (properties?: grpc.health.v1.HealthCheckResponse.$Properties): grpc.health.v1.HealthCheckResponse;
                 * }}
                 */
                HealthCheckResponse.create = function(properties) {
                    return new HealthCheckResponse(properties);
                };

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @function encode
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {grpc.health.v1.HealthCheckResponse.$Properties} message HealthCheckResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HealthCheckResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape} HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HealthCheckResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.grpc.health.v1.HealthCheckResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.status = value;
                                else
                                    delete message.status;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * ServingStatus enum.
                 * @name grpc.health.v1.HealthCheckResponse.ServingStatus
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} SERVING=1 SERVING value
                 * @property {number} NOT_SERVING=2 NOT_SERVING value
                 * @property {number} SERVICE_UNKNOWN=3 SERVICE_UNKNOWN value
                 */
                HealthCheckResponse.ServingStatus = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "SERVING"] = 1;
                    values[valuesById[2] = "NOT_SERVING"] = 2;
                    values[valuesById[3] = "SERVICE_UNKNOWN"] = 3;
                    return values;
                })();

                return HealthCheckResponse;
            })();

            return v1;
        })();

        return health;
    })();

    return grpc;
})();

export const ringkv = $root.ringkv = (() => {

    /**
     * Namespace ringkv.
     * @exports ringkv
     * @namespace
     */
    const ringkv = {};

    ringkv.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof ringkv
         * @namespace
         */
        const v1 = {};

        v1.Member = (function() {

            /**
             * Properties of a Member.
             * @typedef {Object} ringkv.v1.Member.$Properties
             * @property {number|null} [id] Member id
             * @property {string|null} [name] Member name
             * @property {string|null} [address] Member address
             * @property {string|null} [zone] Member zone
             * @property {number|null} [weight] Member weight
             * @property {Uint8Array|null} [incarnation] Member incarnation
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Member.
             * @memberof ringkv.v1
             * @interface IMember
             * @augments ringkv.v1.Member.$Properties
             * @deprecated Use ringkv.v1.Member.$Properties instead.
             */

            /**
             * Shape of a Member.
             * @typedef {ringkv.v1.Member.$Properties} ringkv.v1.Member.$Shape
             */

            /**
             * Constructs a new Member.
             * @memberof ringkv.v1
             * @classdesc Represents a Member.
             * @constructor
             * @param {ringkv.v1.Member.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Member = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Member id.
             * @member {number} id
             * @memberof ringkv.v1.Member
             * @instance
             */
            Member.prototype.id = 0;

            /**
             * Member name.
             * @member {string} name
             * @memberof ringkv.v1.Member
             * @instance
             */
            Member.prototype.name = "";

            /**
             * Member address.
             * @member {string} address
             * @memberof ringkv.v1.Member
             * @instance
             */
            Member.prototype.address = "";

            /**
             * Member zone.
             * @member {string} zone
             * @memberof ringkv.v1.Member
             * @instance
             */
            Member.prototype.zone = "";

            /**
             * Member weight.
             * @member {number} weight
             * @memberof ringkv.v1.Member
             * @instance
             */
            Member.prototype.weight = 0;

            /**
             * Member incarnation.
             * @member {Uint8Array} incarnation
             * @memberof ringkv.v1.Member
             * @instance
             */
            Member.prototype.incarnation = $util.newBuffer([]);

            /**
             * Creates a new Member instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Member
             * @static
             * @param {ringkv.v1.Member.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Member} Member instance
             * @type {{
             *   (properties: ringkv.v1.Member.$Shape): ringkv.v1.Member & ringkv.v1.Member.$Shape;
             *   (properties?: ringkv.v1.Member.$Properties): ringkv.v1.Member;
             * }}
             */
            Member.create = function(properties) {
                return new Member(properties);
            };

            /**
             * Encodes the specified Member message. Does not implicitly {@link ringkv.v1.Member.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Member
             * @static
             * @param {ringkv.v1.Member.$Properties} message Member message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Member.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.id);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.address);
                if (message.zone != null && $Object.hasOwnProperty.call(message, "zone") && message.zone !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.zone);
                if (message.weight != null && $Object.hasOwnProperty.call(message, "weight") && message.weight !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.weight);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.incarnation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Member message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Member
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Member & ringkv.v1.Member.$Shape} Member
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Member.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Member();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.address = value;
                            else
                                delete message.address;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.zone = value;
                            else
                                delete message.zone;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.weight = value;
                            else
                                delete message.weight;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Member;
        })();

        v1.Replica = (function() {

            /**
             * Properties of a Replica.
             * @typedef {Object} ringkv.v1.Replica.$Properties
             * @property {number|null} [replicaId] Replica replicaId
             * @property {number|null} [memberId] Replica memberId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Replica.
             * @memberof ringkv.v1
             * @interface IReplica
             * @augments ringkv.v1.Replica.$Properties
             * @deprecated Use ringkv.v1.Replica.$Properties instead.
             */

            /**
             * Shape of a Replica.
             * @typedef {ringkv.v1.Replica.$Properties} ringkv.v1.Replica.$Shape
             */

            /**
             * Constructs a new Replica.
             * @memberof ringkv.v1
             * @classdesc Represents a Replica.
             * @constructor
             * @param {ringkv.v1.Replica.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Replica = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Replica replicaId.
             * @member {number} replicaId
             * @memberof ringkv.v1.Replica
             * @instance
             */
            Replica.prototype.replicaId = 0;

            /**
             * Replica memberId.
             * @member {number} memberId
             * @memberof ringkv.v1.Replica
             * @instance
             */
            Replica.prototype.memberId = 0;

            /**
             * Creates a new Replica instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Replica
             * @static
             * @param {ringkv.v1.Replica.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Replica} Replica instance
             * @type {{
             *   (properties: ringkv.v1.Replica.$Shape): ringkv.v1.Replica & ringkv.v1.Replica.$Shape;
             *   (properties?: ringkv.v1.Replica.$Properties): ringkv.v1.Replica;
             * }}
             */
            Replica.create = function(properties) {
                return new Replica(properties);
            };

            /**
             * Encodes the specified Replica message. Does not implicitly {@link ringkv.v1.Replica.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Replica
             * @static
             * @param {ringkv.v1.Replica.$Properties} message Replica message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Replica.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.replicaId != null && $Object.hasOwnProperty.call(message, "replicaId") && message.replicaId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.replicaId);
                if (message.memberId != null && $Object.hasOwnProperty.call(message, "memberId") && message.memberId !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.memberId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Replica message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Replica
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Replica & ringkv.v1.Replica.$Shape} Replica
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Replica.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Replica();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.replicaId = value;
                            else
                                delete message.replicaId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.memberId = value;
                            else
                                delete message.memberId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Replica;
        })();

        v1.GroupPlacement = (function() {

            /**
             * Properties of a GroupPlacement.
             * @typedef {Object} ringkv.v1.GroupPlacement.$Properties
             * @property {number|null} [group] GroupPlacement group
             * @property {Array.<ringkv.v1.Replica.$Properties>|null} [replicas] GroupPlacement replicas
             * @property {Array.<ringkv.v1.Replica.$Properties>|null} [genesis] GroupPlacement genesis
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GroupPlacement.
             * @memberof ringkv.v1
             * @interface IGroupPlacement
             * @augments ringkv.v1.GroupPlacement.$Properties
             * @deprecated Use ringkv.v1.GroupPlacement.$Properties instead.
             */

            /**
             * Shape of a GroupPlacement.
             * @typedef {ringkv.v1.GroupPlacement.$Properties} ringkv.v1.GroupPlacement.$Shape
             */

            /**
             * Constructs a new GroupPlacement.
             * @memberof ringkv.v1
             * @classdesc Represents a GroupPlacement.
             * @constructor
             * @param {ringkv.v1.GroupPlacement.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GroupPlacement = function (properties) {
                this.replicas = [];
                this.genesis = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GroupPlacement group.
             * @member {number} group
             * @memberof ringkv.v1.GroupPlacement
             * @instance
             */
            GroupPlacement.prototype.group = 0;

            /**
             * GroupPlacement replicas.
             * @member {Array.<ringkv.v1.Replica.$Properties>} replicas
             * @memberof ringkv.v1.GroupPlacement
             * @instance
             */
            GroupPlacement.prototype.replicas = $util.emptyArray;

            /**
             * GroupPlacement genesis.
             * @member {Array.<ringkv.v1.Replica.$Properties>} genesis
             * @memberof ringkv.v1.GroupPlacement
             * @instance
             */
            GroupPlacement.prototype.genesis = $util.emptyArray;

            /**
             * Creates a new GroupPlacement instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GroupPlacement
             * @static
             * @param {ringkv.v1.GroupPlacement.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GroupPlacement} GroupPlacement instance
             * @type {{
             *   (properties: ringkv.v1.GroupPlacement.$Shape): ringkv.v1.GroupPlacement & ringkv.v1.GroupPlacement.$Shape;
             *   (properties?: ringkv.v1.GroupPlacement.$Properties): ringkv.v1.GroupPlacement;
             * }}
             */
            GroupPlacement.create = function(properties) {
                return new GroupPlacement(properties);
            };

            /**
             * Encodes the specified GroupPlacement message. Does not implicitly {@link ringkv.v1.GroupPlacement.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GroupPlacement
             * @static
             * @param {ringkv.v1.GroupPlacement.$Properties} message GroupPlacement message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GroupPlacement.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.group);
                if (message.replicas != null && message.replicas.length)
                    for (let i = 0; i < message.replicas.length; ++i)
                        $root.ringkv.v1.Replica.encode(message.replicas[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.genesis != null && message.genesis.length)
                    for (let i = 0; i < message.genesis.length; ++i)
                        $root.ringkv.v1.Replica.encode(message.genesis[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GroupPlacement message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GroupPlacement
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GroupPlacement & ringkv.v1.GroupPlacement.$Shape} GroupPlacement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GroupPlacement.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GroupPlacement();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.group = value;
                            else
                                delete message.group;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.replicas && message.replicas.length))
                                message.replicas = [];
                            message.replicas.push($root.ringkv.v1.Replica.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.genesis && message.genesis.length))
                                message.genesis = [];
                            message.genesis.push($root.ringkv.v1.Replica.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GroupPlacement;
        })();

        v1.Topology = (function() {

            /**
             * Properties of a Topology.
             * @typedef {Object} ringkv.v1.Topology.$Properties
             * @property {number|null} [epoch] Topology epoch
             * @property {Uint8Array|null} [clusterId] Topology clusterId
             * @property {number|null} [partitions] Topology partitions
             * @property {number|null} [replicas] Topology replicas
             * @property {Array.<ringkv.v1.Member.$Properties>|null} [members] Topology members
             * @property {ringkv.v1.GroupPlacement.$Properties|null} [meta] Topology meta
             * @property {Array.<ringkv.v1.GroupPlacement.$Properties>|null} [placements] Topology placements
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Topology.
             * @memberof ringkv.v1
             * @interface ITopology
             * @augments ringkv.v1.Topology.$Properties
             * @deprecated Use ringkv.v1.Topology.$Properties instead.
             */

            /**
             * Shape of a Topology.
             * @typedef {ringkv.v1.Topology.$Properties} ringkv.v1.Topology.$Shape
             */

            /**
             * Constructs a new Topology.
             * @memberof ringkv.v1
             * @classdesc Represents a Topology.
             * @constructor
             * @param {ringkv.v1.Topology.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Topology = function (properties) {
                this.members = [];
                this.placements = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Topology epoch.
             * @member {number} epoch
             * @memberof ringkv.v1.Topology
             * @instance
             */
            Topology.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Topology clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.Topology
             * @instance
             */
            Topology.prototype.clusterId = $util.newBuffer([]);

            /**
             * Topology partitions.
             * @member {number} partitions
             * @memberof ringkv.v1.Topology
             * @instance
             */
            Topology.prototype.partitions = 0;

            /**
             * Topology replicas.
             * @member {number} replicas
             * @memberof ringkv.v1.Topology
             * @instance
             */
            Topology.prototype.replicas = 0;

            /**
             * Topology members.
             * @member {Array.<ringkv.v1.Member.$Properties>} members
             * @memberof ringkv.v1.Topology
             * @instance
             */
            Topology.prototype.members = $util.emptyArray;

            /**
             * Topology meta.
             * @member {ringkv.v1.GroupPlacement.$Properties|null|undefined} meta
             * @memberof ringkv.v1.Topology
             * @instance
             */
            Topology.prototype.meta = null;

            /**
             * Topology placements.
             * @member {Array.<ringkv.v1.GroupPlacement.$Properties>} placements
             * @memberof ringkv.v1.Topology
             * @instance
             */
            Topology.prototype.placements = $util.emptyArray;

            /**
             * Creates a new Topology instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Topology
             * @static
             * @param {ringkv.v1.Topology.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Topology} Topology instance
             * @type {{
             *   (properties: ringkv.v1.Topology.$Shape): ringkv.v1.Topology & ringkv.v1.Topology.$Shape;
             *   (properties?: ringkv.v1.Topology.$Properties): ringkv.v1.Topology;
             * }}
             */
            Topology.create = function(properties) {
                return new Topology(properties);
            };

            /**
             * Encodes the specified Topology message. Does not implicitly {@link ringkv.v1.Topology.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Topology
             * @static
             * @param {ringkv.v1.Topology.$Properties} message Topology message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Topology.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.epoch);
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.clusterId);
                if (message.partitions != null && $Object.hasOwnProperty.call(message, "partitions") && message.partitions !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.partitions);
                if (message.replicas != null && $Object.hasOwnProperty.call(message, "replicas") && message.replicas !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.replicas);
                if (message.members != null && message.members.length)
                    for (let i = 0; i < message.members.length; ++i)
                        $root.ringkv.v1.Member.encode(message.members[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.meta != null && $Object.hasOwnProperty.call(message, "meta"))
                    $root.ringkv.v1.GroupPlacement.encode(message.meta, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.placements != null && message.placements.length)
                    for (let i = 0; i < message.placements.length; ++i)
                        $root.ringkv.v1.GroupPlacement.encode(message.placements[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Topology message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Topology
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Topology & ringkv.v1.Topology.$Shape} Topology
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Topology.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Topology();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partitions = value;
                            else
                                delete message.partitions;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.replicas = value;
                            else
                                delete message.replicas;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.members && message.members.length))
                                message.members = [];
                            message.members.push($root.ringkv.v1.Member.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.meta = $root.ringkv.v1.GroupPlacement.decode(reader, reader.size(), $undefined, _depth + 1, message.meta);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.placements && message.placements.length))
                                message.placements = [];
                            message.placements.push($root.ringkv.v1.GroupPlacement.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Topology;
        })();

        v1.GetTopologyRequest = (function() {

            /**
             * Properties of a GetTopologyRequest.
             * @typedef {Object} ringkv.v1.GetTopologyRequest.$Properties
             * @property {number|null} [knownEpoch] GetTopologyRequest knownEpoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetTopologyRequest.
             * @memberof ringkv.v1
             * @interface IGetTopologyRequest
             * @augments ringkv.v1.GetTopologyRequest.$Properties
             * @deprecated Use ringkv.v1.GetTopologyRequest.$Properties instead.
             */

            /**
             * Shape of a GetTopologyRequest.
             * @typedef {ringkv.v1.GetTopologyRequest.$Properties} ringkv.v1.GetTopologyRequest.$Shape
             */

            /**
             * Constructs a new GetTopologyRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a GetTopologyRequest.
             * @constructor
             * @param {ringkv.v1.GetTopologyRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetTopologyRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetTopologyRequest knownEpoch.
             * @member {number} knownEpoch
             * @memberof ringkv.v1.GetTopologyRequest
             * @instance
             */
            GetTopologyRequest.prototype.knownEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new GetTopologyRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetTopologyRequest
             * @static
             * @param {ringkv.v1.GetTopologyRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetTopologyRequest} GetTopologyRequest instance
             * @type {{
             *   (properties: ringkv.v1.GetTopologyRequest.$Shape): ringkv.v1.GetTopologyRequest & ringkv.v1.GetTopologyRequest.$Shape;
             *   (properties?: ringkv.v1.GetTopologyRequest.$Properties): ringkv.v1.GetTopologyRequest;
             * }}
             */
            GetTopologyRequest.create = function(properties) {
                return new GetTopologyRequest(properties);
            };

            /**
             * Encodes the specified GetTopologyRequest message. Does not implicitly {@link ringkv.v1.GetTopologyRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetTopologyRequest
             * @static
             * @param {ringkv.v1.GetTopologyRequest.$Properties} message GetTopologyRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetTopologyRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.knownEpoch != null && $Object.hasOwnProperty.call(message, "knownEpoch") && (typeof message.knownEpoch === "object" ? message.knownEpoch.low || message.knownEpoch.high : message.knownEpoch !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.knownEpoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetTopologyRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetTopologyRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetTopologyRequest & ringkv.v1.GetTopologyRequest.$Shape} GetTopologyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetTopologyRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetTopologyRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.knownEpoch = value;
                            else
                                delete message.knownEpoch;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetTopologyRequest;
        })();

        v1.GetTopologyResponse = (function() {

            /**
             * Properties of a GetTopologyResponse.
             * @typedef {Object} ringkv.v1.GetTopologyResponse.$Properties
             * @property {ringkv.v1.Topology.$Properties|null} [topology] GetTopologyResponse topology
             * @property {number|null} [epoch] GetTopologyResponse epoch
             * @property {Array.<number>|null} [leaders] GetTopologyResponse leaders
             * @property {number|null} [servedBy] GetTopologyResponse servedBy
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetTopologyResponse.
             * @memberof ringkv.v1
             * @interface IGetTopologyResponse
             * @augments ringkv.v1.GetTopologyResponse.$Properties
             * @deprecated Use ringkv.v1.GetTopologyResponse.$Properties instead.
             */

            /**
             * Shape of a GetTopologyResponse.
             * @typedef {ringkv.v1.GetTopologyResponse.$Properties} ringkv.v1.GetTopologyResponse.$Shape
             */

            /**
             * Constructs a new GetTopologyResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a GetTopologyResponse.
             * @constructor
             * @param {ringkv.v1.GetTopologyResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetTopologyResponse = function (properties) {
                this.leaders = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetTopologyResponse topology.
             * @member {ringkv.v1.Topology.$Properties|null|undefined} topology
             * @memberof ringkv.v1.GetTopologyResponse
             * @instance
             */
            GetTopologyResponse.prototype.topology = null;

            /**
             * GetTopologyResponse epoch.
             * @member {number} epoch
             * @memberof ringkv.v1.GetTopologyResponse
             * @instance
             */
            GetTopologyResponse.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * GetTopologyResponse leaders.
             * @member {Array.<number>} leaders
             * @memberof ringkv.v1.GetTopologyResponse
             * @instance
             */
            GetTopologyResponse.prototype.leaders = $util.emptyArray;

            /**
             * GetTopologyResponse servedBy.
             * @member {number} servedBy
             * @memberof ringkv.v1.GetTopologyResponse
             * @instance
             */
            GetTopologyResponse.prototype.servedBy = 0;

            /**
             * Creates a new GetTopologyResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetTopologyResponse
             * @static
             * @param {ringkv.v1.GetTopologyResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetTopologyResponse} GetTopologyResponse instance
             * @type {{
             *   (properties: ringkv.v1.GetTopologyResponse.$Shape): ringkv.v1.GetTopologyResponse & ringkv.v1.GetTopologyResponse.$Shape;
             *   (properties?: ringkv.v1.GetTopologyResponse.$Properties): ringkv.v1.GetTopologyResponse;
             * }}
             */
            GetTopologyResponse.create = function(properties) {
                return new GetTopologyResponse(properties);
            };

            /**
             * Encodes the specified GetTopologyResponse message. Does not implicitly {@link ringkv.v1.GetTopologyResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetTopologyResponse
             * @static
             * @param {ringkv.v1.GetTopologyResponse.$Properties} message GetTopologyResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetTopologyResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topology != null && $Object.hasOwnProperty.call(message, "topology"))
                    $root.ringkv.v1.Topology.encode(message.topology, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.epoch);
                if (message.leaders != null && message.leaders.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.leaders);
                if (message.servedBy != null && $Object.hasOwnProperty.call(message, "servedBy") && message.servedBy !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.servedBy);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetTopologyResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetTopologyResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetTopologyResponse & ringkv.v1.GetTopologyResponse.$Shape} GetTopologyResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetTopologyResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetTopologyResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.topology = $root.ringkv.v1.Topology.decode(reader, reader.size(), $undefined, _depth + 1, message.topology);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.leaders && message.leaders.length))
                                    message.leaders = [];
                                reader.uint32s(message.leaders);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.leaders && message.leaders.length))
                                message.leaders = [];
                            message.leaders.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.servedBy = value;
                            else
                                delete message.servedBy;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetTopologyResponse;
        })();

        v1.GetStatusRequest = (function() {

            /**
             * Properties of a GetStatusRequest.
             * @typedef {Object} ringkv.v1.GetStatusRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetStatusRequest.
             * @memberof ringkv.v1
             * @interface IGetStatusRequest
             * @augments ringkv.v1.GetStatusRequest.$Properties
             * @deprecated Use ringkv.v1.GetStatusRequest.$Properties instead.
             */

            /**
             * Shape of a GetStatusRequest.
             * @typedef {ringkv.v1.GetStatusRequest.$Properties} ringkv.v1.GetStatusRequest.$Shape
             */

            /**
             * Constructs a new GetStatusRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a GetStatusRequest.
             * @constructor
             * @param {ringkv.v1.GetStatusRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetStatusRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new GetStatusRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetStatusRequest
             * @static
             * @param {ringkv.v1.GetStatusRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetStatusRequest} GetStatusRequest instance
             * @type {{
             *   (properties: ringkv.v1.GetStatusRequest.$Shape): ringkv.v1.GetStatusRequest & ringkv.v1.GetStatusRequest.$Shape;
             *   (properties?: ringkv.v1.GetStatusRequest.$Properties): ringkv.v1.GetStatusRequest;
             * }}
             */
            GetStatusRequest.create = function(properties) {
                return new GetStatusRequest(properties);
            };

            /**
             * Encodes the specified GetStatusRequest message. Does not implicitly {@link ringkv.v1.GetStatusRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetStatusRequest
             * @static
             * @param {ringkv.v1.GetStatusRequest.$Properties} message GetStatusRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetStatusRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetStatusRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetStatusRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetStatusRequest & ringkv.v1.GetStatusRequest.$Shape} GetStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetStatusRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetStatusRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetStatusRequest;
        })();

        v1.GetStatusResponse = (function() {

            /**
             * Properties of a GetStatusResponse.
             * @typedef {Object} ringkv.v1.GetStatusResponse.$Properties
             * @property {Uint8Array|null} [clusterId] GetStatusResponse clusterId
             * @property {number|null} [topologyEpoch] GetStatusResponse topologyEpoch
             * @property {Array.<ringkv.v1.MemberStatus.$Properties>|null} [members] GetStatusResponse members
             * @property {Array.<ringkv.v1.PartitionStatus.$Properties>|null} [partitions] GetStatusResponse partitions
             * @property {ringkv.v1.PartitionStatus.$Properties|null} [meta] GetStatusResponse meta
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetStatusResponse.
             * @memberof ringkv.v1
             * @interface IGetStatusResponse
             * @augments ringkv.v1.GetStatusResponse.$Properties
             * @deprecated Use ringkv.v1.GetStatusResponse.$Properties instead.
             */

            /**
             * Shape of a GetStatusResponse.
             * @typedef {ringkv.v1.GetStatusResponse.$Properties} ringkv.v1.GetStatusResponse.$Shape
             */

            /**
             * Constructs a new GetStatusResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a GetStatusResponse.
             * @constructor
             * @param {ringkv.v1.GetStatusResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetStatusResponse = function (properties) {
                this.members = [];
                this.partitions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetStatusResponse clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.GetStatusResponse
             * @instance
             */
            GetStatusResponse.prototype.clusterId = $util.newBuffer([]);

            /**
             * GetStatusResponse topologyEpoch.
             * @member {number} topologyEpoch
             * @memberof ringkv.v1.GetStatusResponse
             * @instance
             */
            GetStatusResponse.prototype.topologyEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * GetStatusResponse members.
             * @member {Array.<ringkv.v1.MemberStatus.$Properties>} members
             * @memberof ringkv.v1.GetStatusResponse
             * @instance
             */
            GetStatusResponse.prototype.members = $util.emptyArray;

            /**
             * GetStatusResponse partitions.
             * @member {Array.<ringkv.v1.PartitionStatus.$Properties>} partitions
             * @memberof ringkv.v1.GetStatusResponse
             * @instance
             */
            GetStatusResponse.prototype.partitions = $util.emptyArray;

            /**
             * GetStatusResponse meta.
             * @member {ringkv.v1.PartitionStatus.$Properties|null|undefined} meta
             * @memberof ringkv.v1.GetStatusResponse
             * @instance
             */
            GetStatusResponse.prototype.meta = null;

            /**
             * Creates a new GetStatusResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetStatusResponse
             * @static
             * @param {ringkv.v1.GetStatusResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetStatusResponse} GetStatusResponse instance
             * @type {{
             *   (properties: ringkv.v1.GetStatusResponse.$Shape): ringkv.v1.GetStatusResponse & ringkv.v1.GetStatusResponse.$Shape;
             *   (properties?: ringkv.v1.GetStatusResponse.$Properties): ringkv.v1.GetStatusResponse;
             * }}
             */
            GetStatusResponse.create = function(properties) {
                return new GetStatusResponse(properties);
            };

            /**
             * Encodes the specified GetStatusResponse message. Does not implicitly {@link ringkv.v1.GetStatusResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetStatusResponse
             * @static
             * @param {ringkv.v1.GetStatusResponse.$Properties} message GetStatusResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetStatusResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.clusterId);
                if (message.topologyEpoch != null && $Object.hasOwnProperty.call(message, "topologyEpoch") && (typeof message.topologyEpoch === "object" ? message.topologyEpoch.low || message.topologyEpoch.high : message.topologyEpoch !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.topologyEpoch);
                if (message.members != null && message.members.length)
                    for (let i = 0; i < message.members.length; ++i)
                        $root.ringkv.v1.MemberStatus.encode(message.members[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.partitions != null && message.partitions.length)
                    for (let i = 0; i < message.partitions.length; ++i)
                        $root.ringkv.v1.PartitionStatus.encode(message.partitions[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.meta != null && $Object.hasOwnProperty.call(message, "meta"))
                    $root.ringkv.v1.PartitionStatus.encode(message.meta, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetStatusResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetStatusResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetStatusResponse & ringkv.v1.GetStatusResponse.$Shape} GetStatusResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetStatusResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetStatusResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.topologyEpoch = value;
                            else
                                delete message.topologyEpoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.members && message.members.length))
                                message.members = [];
                            message.members.push($root.ringkv.v1.MemberStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.partitions && message.partitions.length))
                                message.partitions = [];
                            message.partitions.push($root.ringkv.v1.PartitionStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.meta = $root.ringkv.v1.PartitionStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.meta);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetStatusResponse;
        })();

        v1.MemberStatus = (function() {

            /**
             * Properties of a MemberStatus.
             * @typedef {Object} ringkv.v1.MemberStatus.$Properties
             * @property {ringkv.v1.Member.$Properties|null} [member] MemberStatus member
             * @property {string|null} [state] MemberStatus state
             * @property {number|null} [leaders] MemberStatus leaders
             * @property {number|null} [replicas] MemberStatus replicas
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a MemberStatus.
             * @memberof ringkv.v1
             * @interface IMemberStatus
             * @augments ringkv.v1.MemberStatus.$Properties
             * @deprecated Use ringkv.v1.MemberStatus.$Properties instead.
             */

            /**
             * Shape of a MemberStatus.
             * @typedef {ringkv.v1.MemberStatus.$Properties} ringkv.v1.MemberStatus.$Shape
             */

            /**
             * Constructs a new MemberStatus.
             * @memberof ringkv.v1
             * @classdesc Represents a MemberStatus.
             * @constructor
             * @param {ringkv.v1.MemberStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const MemberStatus = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * MemberStatus member.
             * @member {ringkv.v1.Member.$Properties|null|undefined} member
             * @memberof ringkv.v1.MemberStatus
             * @instance
             */
            MemberStatus.prototype.member = null;

            /**
             * MemberStatus state.
             * @member {string} state
             * @memberof ringkv.v1.MemberStatus
             * @instance
             */
            MemberStatus.prototype.state = "";

            /**
             * MemberStatus leaders.
             * @member {number} leaders
             * @memberof ringkv.v1.MemberStatus
             * @instance
             */
            MemberStatus.prototype.leaders = 0;

            /**
             * MemberStatus replicas.
             * @member {number} replicas
             * @memberof ringkv.v1.MemberStatus
             * @instance
             */
            MemberStatus.prototype.replicas = 0;

            /**
             * Creates a new MemberStatus instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.MemberStatus
             * @static
             * @param {ringkv.v1.MemberStatus.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.MemberStatus} MemberStatus instance
             * @type {{
             *   (properties: ringkv.v1.MemberStatus.$Shape): ringkv.v1.MemberStatus & ringkv.v1.MemberStatus.$Shape;
             *   (properties?: ringkv.v1.MemberStatus.$Properties): ringkv.v1.MemberStatus;
             * }}
             */
            MemberStatus.create = function(properties) {
                return new MemberStatus(properties);
            };

            /**
             * Encodes the specified MemberStatus message. Does not implicitly {@link ringkv.v1.MemberStatus.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.MemberStatus
             * @static
             * @param {ringkv.v1.MemberStatus.$Properties} message MemberStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MemberStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.member != null && $Object.hasOwnProperty.call(message, "member"))
                    $root.ringkv.v1.Member.encode(message.member, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.state);
                if (message.leaders != null && $Object.hasOwnProperty.call(message, "leaders") && message.leaders !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.leaders);
                if (message.replicas != null && $Object.hasOwnProperty.call(message, "replicas") && message.replicas !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.replicas);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a MemberStatus message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.MemberStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.MemberStatus & ringkv.v1.MemberStatus.$Shape} MemberStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            MemberStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.MemberStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.member = $root.ringkv.v1.Member.decode(reader, reader.size(), $undefined, _depth + 1, message.member);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaders = value;
                            else
                                delete message.leaders;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.replicas = value;
                            else
                                delete message.replicas;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return MemberStatus;
        })();

        v1.PartitionStatus = (function() {

            /**
             * Properties of a PartitionStatus.
             * @typedef {Object} ringkv.v1.PartitionStatus.$Properties
             * @property {number|null} [id] PartitionStatus id
             * @property {number|null} [leader] PartitionStatus leader
             * @property {Array.<number>|null} [voters] PartitionStatus voters
             * @property {Array.<number>|null} [learners] PartitionStatus learners
             * @property {number|null} [term] PartitionStatus term
             * @property {number|null} [revision] PartitionStatus revision
             * @property {number|null} [appliedIndex] PartitionStatus appliedIndex
             * @property {Array.<number>|null} [suspects] PartitionStatus suspects
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PartitionStatus.
             * @memberof ringkv.v1
             * @interface IPartitionStatus
             * @augments ringkv.v1.PartitionStatus.$Properties
             * @deprecated Use ringkv.v1.PartitionStatus.$Properties instead.
             */

            /**
             * Shape of a PartitionStatus.
             * @typedef {ringkv.v1.PartitionStatus.$Properties} ringkv.v1.PartitionStatus.$Shape
             */

            /**
             * Constructs a new PartitionStatus.
             * @memberof ringkv.v1
             * @classdesc Represents a PartitionStatus.
             * @constructor
             * @param {ringkv.v1.PartitionStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PartitionStatus = function (properties) {
                this.voters = [];
                this.learners = [];
                this.suspects = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PartitionStatus id.
             * @member {number} id
             * @memberof ringkv.v1.PartitionStatus
             * @instance
             */
            PartitionStatus.prototype.id = 0;

            /**
             * PartitionStatus leader.
             * @member {number} leader
             * @memberof ringkv.v1.PartitionStatus
             * @instance
             */
            PartitionStatus.prototype.leader = 0;

            /**
             * PartitionStatus voters.
             * @member {Array.<number>} voters
             * @memberof ringkv.v1.PartitionStatus
             * @instance
             */
            PartitionStatus.prototype.voters = $util.emptyArray;

            /**
             * PartitionStatus learners.
             * @member {Array.<number>} learners
             * @memberof ringkv.v1.PartitionStatus
             * @instance
             */
            PartitionStatus.prototype.learners = $util.emptyArray;

            /**
             * PartitionStatus term.
             * @member {number} term
             * @memberof ringkv.v1.PartitionStatus
             * @instance
             */
            PartitionStatus.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PartitionStatus revision.
             * @member {number} revision
             * @memberof ringkv.v1.PartitionStatus
             * @instance
             */
            PartitionStatus.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PartitionStatus appliedIndex.
             * @member {number} appliedIndex
             * @memberof ringkv.v1.PartitionStatus
             * @instance
             */
            PartitionStatus.prototype.appliedIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PartitionStatus suspects.
             * @member {Array.<number>} suspects
             * @memberof ringkv.v1.PartitionStatus
             * @instance
             */
            PartitionStatus.prototype.suspects = $util.emptyArray;

            /**
             * Creates a new PartitionStatus instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.PartitionStatus
             * @static
             * @param {ringkv.v1.PartitionStatus.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.PartitionStatus} PartitionStatus instance
             * @type {{
             *   (properties: ringkv.v1.PartitionStatus.$Shape): ringkv.v1.PartitionStatus & ringkv.v1.PartitionStatus.$Shape;
             *   (properties?: ringkv.v1.PartitionStatus.$Properties): ringkv.v1.PartitionStatus;
             * }}
             */
            PartitionStatus.create = function(properties) {
                return new PartitionStatus(properties);
            };

            /**
             * Encodes the specified PartitionStatus message. Does not implicitly {@link ringkv.v1.PartitionStatus.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.PartitionStatus
             * @static
             * @param {ringkv.v1.PartitionStatus.$Properties} message PartitionStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PartitionStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.id);
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader") && message.leader !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.leader);
                if (message.voters != null && message.voters.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.voters);
                if (message.learners != null && message.learners.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).uint32s(message.learners);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && (typeof message.term === "object" ? message.term.low || message.term.high : message.term !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.term);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.revision);
                if (message.appliedIndex != null && $Object.hasOwnProperty.call(message, "appliedIndex") && (typeof message.appliedIndex === "object" ? message.appliedIndex.low || message.appliedIndex.high : message.appliedIndex !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.appliedIndex);
                if (message.suspects != null && message.suspects.length)
                    writer.uint32(/* id 8, wireType 2 =*/66).uint32s(message.suspects);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PartitionStatus message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.PartitionStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.PartitionStatus & ringkv.v1.PartitionStatus.$Shape} PartitionStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PartitionStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.PartitionStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leader = value;
                            else
                                delete message.leader;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.voters && message.voters.length))
                                    message.voters = [];
                                reader.uint32s(message.voters);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.voters && message.voters.length))
                                message.voters = [];
                            message.voters.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.learners && message.learners.length))
                                    message.learners = [];
                                reader.uint32s(message.learners);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.learners && message.learners.length))
                                message.learners = [];
                            message.learners.push(reader.uint32());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.appliedIndex = value;
                            else
                                delete message.appliedIndex;
                            continue;
                        }
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.suspects && message.suspects.length))
                                    message.suspects = [];
                                reader.uint32s(message.suspects);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.suspects && message.suspects.length))
                                message.suspects = [];
                            message.suspects.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PartitionStatus;
        })();

        v1.GetHashesRequest = (function() {

            /**
             * Properties of a GetHashesRequest.
             * @typedef {Object} ringkv.v1.GetHashesRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetHashesRequest.
             * @memberof ringkv.v1
             * @interface IGetHashesRequest
             * @augments ringkv.v1.GetHashesRequest.$Properties
             * @deprecated Use ringkv.v1.GetHashesRequest.$Properties instead.
             */

            /**
             * Shape of a GetHashesRequest.
             * @typedef {ringkv.v1.GetHashesRequest.$Properties} ringkv.v1.GetHashesRequest.$Shape
             */

            /**
             * Constructs a new GetHashesRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a GetHashesRequest.
             * @constructor
             * @param {ringkv.v1.GetHashesRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetHashesRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new GetHashesRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetHashesRequest
             * @static
             * @param {ringkv.v1.GetHashesRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetHashesRequest} GetHashesRequest instance
             * @type {{
             *   (properties: ringkv.v1.GetHashesRequest.$Shape): ringkv.v1.GetHashesRequest & ringkv.v1.GetHashesRequest.$Shape;
             *   (properties?: ringkv.v1.GetHashesRequest.$Properties): ringkv.v1.GetHashesRequest;
             * }}
             */
            GetHashesRequest.create = function(properties) {
                return new GetHashesRequest(properties);
            };

            /**
             * Encodes the specified GetHashesRequest message. Does not implicitly {@link ringkv.v1.GetHashesRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetHashesRequest
             * @static
             * @param {ringkv.v1.GetHashesRequest.$Properties} message GetHashesRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetHashesRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetHashesRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetHashesRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetHashesRequest & ringkv.v1.GetHashesRequest.$Shape} GetHashesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetHashesRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetHashesRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetHashesRequest;
        })();

        v1.GetHashesResponse = (function() {

            /**
             * Properties of a GetHashesResponse.
             * @typedef {Object} ringkv.v1.GetHashesResponse.$Properties
             * @property {Array.<ringkv.v1.PartitionHashes.$Properties>|null} [groups] GetHashesResponse groups
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetHashesResponse.
             * @memberof ringkv.v1
             * @interface IGetHashesResponse
             * @augments ringkv.v1.GetHashesResponse.$Properties
             * @deprecated Use ringkv.v1.GetHashesResponse.$Properties instead.
             */

            /**
             * Shape of a GetHashesResponse.
             * @typedef {ringkv.v1.GetHashesResponse.$Properties} ringkv.v1.GetHashesResponse.$Shape
             */

            /**
             * Constructs a new GetHashesResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a GetHashesResponse.
             * @constructor
             * @param {ringkv.v1.GetHashesResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetHashesResponse = function (properties) {
                this.groups = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetHashesResponse groups.
             * @member {Array.<ringkv.v1.PartitionHashes.$Properties>} groups
             * @memberof ringkv.v1.GetHashesResponse
             * @instance
             */
            GetHashesResponse.prototype.groups = $util.emptyArray;

            /**
             * Creates a new GetHashesResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetHashesResponse
             * @static
             * @param {ringkv.v1.GetHashesResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetHashesResponse} GetHashesResponse instance
             * @type {{
             *   (properties: ringkv.v1.GetHashesResponse.$Shape): ringkv.v1.GetHashesResponse & ringkv.v1.GetHashesResponse.$Shape;
             *   (properties?: ringkv.v1.GetHashesResponse.$Properties): ringkv.v1.GetHashesResponse;
             * }}
             */
            GetHashesResponse.create = function(properties) {
                return new GetHashesResponse(properties);
            };

            /**
             * Encodes the specified GetHashesResponse message. Does not implicitly {@link ringkv.v1.GetHashesResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetHashesResponse
             * @static
             * @param {ringkv.v1.GetHashesResponse.$Properties} message GetHashesResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetHashesResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.groups != null && message.groups.length)
                    for (let i = 0; i < message.groups.length; ++i)
                        $root.ringkv.v1.PartitionHashes.encode(message.groups[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetHashesResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetHashesResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetHashesResponse & ringkv.v1.GetHashesResponse.$Shape} GetHashesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetHashesResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetHashesResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.groups && message.groups.length))
                                message.groups = [];
                            message.groups.push($root.ringkv.v1.PartitionHashes.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetHashesResponse;
        })();

        v1.PartitionHashes = (function() {

            /**
             * Properties of a PartitionHashes.
             * @typedef {Object} ringkv.v1.PartitionHashes.$Properties
             * @property {number|null} [group] PartitionHashes group
             * @property {number|null} [index] PartitionHashes index
             * @property {string|null} [verdict] PartitionHashes verdict
             * @property {Array.<ringkv.v1.ReplicaHash.$Properties>|null} [replicas] PartitionHashes replicas
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PartitionHashes.
             * @memberof ringkv.v1
             * @interface IPartitionHashes
             * @augments ringkv.v1.PartitionHashes.$Properties
             * @deprecated Use ringkv.v1.PartitionHashes.$Properties instead.
             */

            /**
             * Shape of a PartitionHashes.
             * @typedef {ringkv.v1.PartitionHashes.$Properties} ringkv.v1.PartitionHashes.$Shape
             */

            /**
             * Constructs a new PartitionHashes.
             * @memberof ringkv.v1
             * @classdesc Represents a PartitionHashes.
             * @constructor
             * @param {ringkv.v1.PartitionHashes.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PartitionHashes = function (properties) {
                this.replicas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PartitionHashes group.
             * @member {number} group
             * @memberof ringkv.v1.PartitionHashes
             * @instance
             */
            PartitionHashes.prototype.group = 0;

            /**
             * PartitionHashes index.
             * @member {number} index
             * @memberof ringkv.v1.PartitionHashes
             * @instance
             */
            PartitionHashes.prototype.index = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PartitionHashes verdict.
             * @member {string} verdict
             * @memberof ringkv.v1.PartitionHashes
             * @instance
             */
            PartitionHashes.prototype.verdict = "";

            /**
             * PartitionHashes replicas.
             * @member {Array.<ringkv.v1.ReplicaHash.$Properties>} replicas
             * @memberof ringkv.v1.PartitionHashes
             * @instance
             */
            PartitionHashes.prototype.replicas = $util.emptyArray;

            /**
             * Creates a new PartitionHashes instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.PartitionHashes
             * @static
             * @param {ringkv.v1.PartitionHashes.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.PartitionHashes} PartitionHashes instance
             * @type {{
             *   (properties: ringkv.v1.PartitionHashes.$Shape): ringkv.v1.PartitionHashes & ringkv.v1.PartitionHashes.$Shape;
             *   (properties?: ringkv.v1.PartitionHashes.$Properties): ringkv.v1.PartitionHashes;
             * }}
             */
            PartitionHashes.create = function(properties) {
                return new PartitionHashes(properties);
            };

            /**
             * Encodes the specified PartitionHashes message. Does not implicitly {@link ringkv.v1.PartitionHashes.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.PartitionHashes
             * @static
             * @param {ringkv.v1.PartitionHashes.$Properties} message PartitionHashes message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PartitionHashes.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.group);
                if (message.index != null && $Object.hasOwnProperty.call(message, "index") && (typeof message.index === "object" ? message.index.low || message.index.high : message.index !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.index);
                if (message.verdict != null && $Object.hasOwnProperty.call(message, "verdict") && message.verdict !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.verdict);
                if (message.replicas != null && message.replicas.length)
                    for (let i = 0; i < message.replicas.length; ++i)
                        $root.ringkv.v1.ReplicaHash.encode(message.replicas[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PartitionHashes message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.PartitionHashes
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.PartitionHashes & ringkv.v1.PartitionHashes.$Shape} PartitionHashes
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PartitionHashes.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.PartitionHashes();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.group = value;
                            else
                                delete message.group;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.verdict = value;
                            else
                                delete message.verdict;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.replicas && message.replicas.length))
                                message.replicas = [];
                            message.replicas.push($root.ringkv.v1.ReplicaHash.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PartitionHashes;
        })();

        v1.ReplicaHash = (function() {

            /**
             * Properties of a ReplicaHash.
             * @typedef {Object} ringkv.v1.ReplicaHash.$Properties
             * @property {number|null} [memberId] ReplicaHash memberId
             * @property {string|null} [state] ReplicaHash state
             * @property {number|null} [hash] ReplicaHash hash
             * @property {number|null} [appliedIndex] ReplicaHash appliedIndex
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReplicaHash.
             * @memberof ringkv.v1
             * @interface IReplicaHash
             * @augments ringkv.v1.ReplicaHash.$Properties
             * @deprecated Use ringkv.v1.ReplicaHash.$Properties instead.
             */

            /**
             * Shape of a ReplicaHash.
             * @typedef {ringkv.v1.ReplicaHash.$Properties} ringkv.v1.ReplicaHash.$Shape
             */

            /**
             * Constructs a new ReplicaHash.
             * @memberof ringkv.v1
             * @classdesc Represents a ReplicaHash.
             * @constructor
             * @param {ringkv.v1.ReplicaHash.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReplicaHash = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReplicaHash memberId.
             * @member {number} memberId
             * @memberof ringkv.v1.ReplicaHash
             * @instance
             */
            ReplicaHash.prototype.memberId = 0;

            /**
             * ReplicaHash state.
             * @member {string} state
             * @memberof ringkv.v1.ReplicaHash
             * @instance
             */
            ReplicaHash.prototype.state = "";

            /**
             * ReplicaHash hash.
             * @member {number} hash
             * @memberof ringkv.v1.ReplicaHash
             * @instance
             */
            ReplicaHash.prototype.hash = 0;

            /**
             * ReplicaHash appliedIndex.
             * @member {number} appliedIndex
             * @memberof ringkv.v1.ReplicaHash
             * @instance
             */
            ReplicaHash.prototype.appliedIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new ReplicaHash instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ReplicaHash
             * @static
             * @param {ringkv.v1.ReplicaHash.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ReplicaHash} ReplicaHash instance
             * @type {{
             *   (properties: ringkv.v1.ReplicaHash.$Shape): ringkv.v1.ReplicaHash & ringkv.v1.ReplicaHash.$Shape;
             *   (properties?: ringkv.v1.ReplicaHash.$Properties): ringkv.v1.ReplicaHash;
             * }}
             */
            ReplicaHash.create = function(properties) {
                return new ReplicaHash(properties);
            };

            /**
             * Encodes the specified ReplicaHash message. Does not implicitly {@link ringkv.v1.ReplicaHash.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ReplicaHash
             * @static
             * @param {ringkv.v1.ReplicaHash.$Properties} message ReplicaHash message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReplicaHash.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.memberId != null && $Object.hasOwnProperty.call(message, "memberId") && message.memberId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.memberId);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.state);
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.hash);
                if (message.appliedIndex != null && $Object.hasOwnProperty.call(message, "appliedIndex") && (typeof message.appliedIndex === "object" ? message.appliedIndex.low || message.appliedIndex.high : message.appliedIndex !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.appliedIndex);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ReplicaHash message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ReplicaHash
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ReplicaHash & ringkv.v1.ReplicaHash.$Shape} ReplicaHash
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ReplicaHash.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ReplicaHash();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.memberId = value;
                            else
                                delete message.memberId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.hash = value;
                            else
                                delete message.hash;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.appliedIndex = value;
                            else
                                delete message.appliedIndex;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReplicaHash;
        })();

        v1.GetNodeStatusRequest = (function() {

            /**
             * Properties of a GetNodeStatusRequest.
             * @typedef {Object} ringkv.v1.GetNodeStatusRequest.$Properties
             * @property {boolean|null} [hashes] GetNodeStatusRequest hashes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetNodeStatusRequest.
             * @memberof ringkv.v1
             * @interface IGetNodeStatusRequest
             * @augments ringkv.v1.GetNodeStatusRequest.$Properties
             * @deprecated Use ringkv.v1.GetNodeStatusRequest.$Properties instead.
             */

            /**
             * Shape of a GetNodeStatusRequest.
             * @typedef {ringkv.v1.GetNodeStatusRequest.$Properties} ringkv.v1.GetNodeStatusRequest.$Shape
             */

            /**
             * Constructs a new GetNodeStatusRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a GetNodeStatusRequest.
             * @constructor
             * @param {ringkv.v1.GetNodeStatusRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetNodeStatusRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetNodeStatusRequest hashes.
             * @member {boolean} hashes
             * @memberof ringkv.v1.GetNodeStatusRequest
             * @instance
             */
            GetNodeStatusRequest.prototype.hashes = false;

            /**
             * Creates a new GetNodeStatusRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetNodeStatusRequest
             * @static
             * @param {ringkv.v1.GetNodeStatusRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetNodeStatusRequest} GetNodeStatusRequest instance
             * @type {{
             *   (properties: ringkv.v1.GetNodeStatusRequest.$Shape): ringkv.v1.GetNodeStatusRequest & ringkv.v1.GetNodeStatusRequest.$Shape;
             *   (properties?: ringkv.v1.GetNodeStatusRequest.$Properties): ringkv.v1.GetNodeStatusRequest;
             * }}
             */
            GetNodeStatusRequest.create = function(properties) {
                return new GetNodeStatusRequest(properties);
            };

            /**
             * Encodes the specified GetNodeStatusRequest message. Does not implicitly {@link ringkv.v1.GetNodeStatusRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetNodeStatusRequest
             * @static
             * @param {ringkv.v1.GetNodeStatusRequest.$Properties} message GetNodeStatusRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetNodeStatusRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.hashes != null && $Object.hasOwnProperty.call(message, "hashes") && message.hashes !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.hashes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetNodeStatusRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetNodeStatusRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetNodeStatusRequest & ringkv.v1.GetNodeStatusRequest.$Shape} GetNodeStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetNodeStatusRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetNodeStatusRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hashes = value;
                            else
                                delete message.hashes;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetNodeStatusRequest;
        })();

        v1.GetNodeStatusResponse = (function() {

            /**
             * Properties of a GetNodeStatusResponse.
             * @typedef {Object} ringkv.v1.GetNodeStatusResponse.$Properties
             * @property {number|null} [memberId] GetNodeStatusResponse memberId
             * @property {string|null} [state] GetNodeStatusResponse state
             * @property {number|null} [topologyEpoch] GetNodeStatusResponse topologyEpoch
             * @property {Array.<ringkv.v1.ReplicaStatus.$Properties>|null} [replicas] GetNodeStatusResponse replicas
             * @property {string|null} [version] GetNodeStatusResponse version
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetNodeStatusResponse.
             * @memberof ringkv.v1
             * @interface IGetNodeStatusResponse
             * @augments ringkv.v1.GetNodeStatusResponse.$Properties
             * @deprecated Use ringkv.v1.GetNodeStatusResponse.$Properties instead.
             */

            /**
             * Shape of a GetNodeStatusResponse.
             * @typedef {ringkv.v1.GetNodeStatusResponse.$Properties} ringkv.v1.GetNodeStatusResponse.$Shape
             */

            /**
             * Constructs a new GetNodeStatusResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a GetNodeStatusResponse.
             * @constructor
             * @param {ringkv.v1.GetNodeStatusResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetNodeStatusResponse = function (properties) {
                this.replicas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetNodeStatusResponse memberId.
             * @member {number} memberId
             * @memberof ringkv.v1.GetNodeStatusResponse
             * @instance
             */
            GetNodeStatusResponse.prototype.memberId = 0;

            /**
             * GetNodeStatusResponse state.
             * @member {string} state
             * @memberof ringkv.v1.GetNodeStatusResponse
             * @instance
             */
            GetNodeStatusResponse.prototype.state = "";

            /**
             * GetNodeStatusResponse topologyEpoch.
             * @member {number} topologyEpoch
             * @memberof ringkv.v1.GetNodeStatusResponse
             * @instance
             */
            GetNodeStatusResponse.prototype.topologyEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * GetNodeStatusResponse replicas.
             * @member {Array.<ringkv.v1.ReplicaStatus.$Properties>} replicas
             * @memberof ringkv.v1.GetNodeStatusResponse
             * @instance
             */
            GetNodeStatusResponse.prototype.replicas = $util.emptyArray;

            /**
             * GetNodeStatusResponse version.
             * @member {string} version
             * @memberof ringkv.v1.GetNodeStatusResponse
             * @instance
             */
            GetNodeStatusResponse.prototype.version = "";

            /**
             * Creates a new GetNodeStatusResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetNodeStatusResponse
             * @static
             * @param {ringkv.v1.GetNodeStatusResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetNodeStatusResponse} GetNodeStatusResponse instance
             * @type {{
             *   (properties: ringkv.v1.GetNodeStatusResponse.$Shape): ringkv.v1.GetNodeStatusResponse & ringkv.v1.GetNodeStatusResponse.$Shape;
             *   (properties?: ringkv.v1.GetNodeStatusResponse.$Properties): ringkv.v1.GetNodeStatusResponse;
             * }}
             */
            GetNodeStatusResponse.create = function(properties) {
                return new GetNodeStatusResponse(properties);
            };

            /**
             * Encodes the specified GetNodeStatusResponse message. Does not implicitly {@link ringkv.v1.GetNodeStatusResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetNodeStatusResponse
             * @static
             * @param {ringkv.v1.GetNodeStatusResponse.$Properties} message GetNodeStatusResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetNodeStatusResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.memberId != null && $Object.hasOwnProperty.call(message, "memberId") && message.memberId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.memberId);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.state);
                if (message.topologyEpoch != null && $Object.hasOwnProperty.call(message, "topologyEpoch") && (typeof message.topologyEpoch === "object" ? message.topologyEpoch.low || message.topologyEpoch.high : message.topologyEpoch !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.topologyEpoch);
                if (message.replicas != null && message.replicas.length)
                    for (let i = 0; i < message.replicas.length; ++i)
                        $root.ringkv.v1.ReplicaStatus.encode(message.replicas[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.version);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetNodeStatusResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetNodeStatusResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetNodeStatusResponse & ringkv.v1.GetNodeStatusResponse.$Shape} GetNodeStatusResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetNodeStatusResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetNodeStatusResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.memberId = value;
                            else
                                delete message.memberId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.topologyEpoch = value;
                            else
                                delete message.topologyEpoch;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.replicas && message.replicas.length))
                                message.replicas = [];
                            message.replicas.push($root.ringkv.v1.ReplicaStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetNodeStatusResponse;
        })();

        v1.ReplicaStatus = (function() {

            /**
             * Properties of a ReplicaStatus.
             * @typedef {Object} ringkv.v1.ReplicaStatus.$Properties
             * @property {number|null} [group] ReplicaStatus group
             * @property {ringkv.v1.Role|null} [role] ReplicaStatus role
             * @property {number|null} [leader] ReplicaStatus leader
             * @property {number|null} [term] ReplicaStatus term
             * @property {number|null} [revision] ReplicaStatus revision
             * @property {number|null} [appliedIndex] ReplicaStatus appliedIndex
             * @property {number|null} [commitIndex] ReplicaStatus commitIndex
             * @property {number|null} [hash] ReplicaStatus hash
             * @property {Array.<number>|null} [voters] ReplicaStatus voters
             * @property {Array.<number>|null} [learners] ReplicaStatus learners
             * @property {Array.<ringkv.v1.HashPoint.$Properties>|null} [hashes] ReplicaStatus hashes
             * @property {string|null} [lost] ReplicaStatus lost
             * @property {boolean|null} [suspect] ReplicaStatus suspect
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReplicaStatus.
             * @memberof ringkv.v1
             * @interface IReplicaStatus
             * @augments ringkv.v1.ReplicaStatus.$Properties
             * @deprecated Use ringkv.v1.ReplicaStatus.$Properties instead.
             */

            /**
             * Shape of a ReplicaStatus.
             * @typedef {ringkv.v1.ReplicaStatus.$Properties} ringkv.v1.ReplicaStatus.$Shape
             */

            /**
             * Constructs a new ReplicaStatus.
             * @memberof ringkv.v1
             * @classdesc Represents a ReplicaStatus.
             * @constructor
             * @param {ringkv.v1.ReplicaStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReplicaStatus = function (properties) {
                this.voters = [];
                this.learners = [];
                this.hashes = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReplicaStatus group.
             * @member {number} group
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.group = 0;

            /**
             * ReplicaStatus role.
             * @member {ringkv.v1.Role} role
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.role = 0;

            /**
             * ReplicaStatus leader.
             * @member {number} leader
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.leader = 0;

            /**
             * ReplicaStatus term.
             * @member {number} term
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ReplicaStatus revision.
             * @member {number} revision
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ReplicaStatus appliedIndex.
             * @member {number} appliedIndex
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.appliedIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ReplicaStatus commitIndex.
             * @member {number} commitIndex
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.commitIndex = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ReplicaStatus hash.
             * @member {number} hash
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.hash = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ReplicaStatus voters.
             * @member {Array.<number>} voters
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.voters = $util.emptyArray;

            /**
             * ReplicaStatus learners.
             * @member {Array.<number>} learners
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.learners = $util.emptyArray;

            /**
             * ReplicaStatus hashes.
             * @member {Array.<ringkv.v1.HashPoint.$Properties>} hashes
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.hashes = $util.emptyArray;

            /**
             * ReplicaStatus lost.
             * @member {string} lost
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.lost = "";

            /**
             * ReplicaStatus suspect.
             * @member {boolean} suspect
             * @memberof ringkv.v1.ReplicaStatus
             * @instance
             */
            ReplicaStatus.prototype.suspect = false;

            /**
             * Creates a new ReplicaStatus instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ReplicaStatus
             * @static
             * @param {ringkv.v1.ReplicaStatus.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ReplicaStatus} ReplicaStatus instance
             * @type {{
             *   (properties: ringkv.v1.ReplicaStatus.$Shape): ringkv.v1.ReplicaStatus & ringkv.v1.ReplicaStatus.$Shape;
             *   (properties?: ringkv.v1.ReplicaStatus.$Properties): ringkv.v1.ReplicaStatus;
             * }}
             */
            ReplicaStatus.create = function(properties) {
                return new ReplicaStatus(properties);
            };

            /**
             * Encodes the specified ReplicaStatus message. Does not implicitly {@link ringkv.v1.ReplicaStatus.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ReplicaStatus
             * @static
             * @param {ringkv.v1.ReplicaStatus.$Properties} message ReplicaStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReplicaStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.group);
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.role);
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader") && message.leader !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.leader);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && (typeof message.term === "object" ? message.term.low || message.term.high : message.term !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.term);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.revision);
                if (message.appliedIndex != null && $Object.hasOwnProperty.call(message, "appliedIndex") && (typeof message.appliedIndex === "object" ? message.appliedIndex.low || message.appliedIndex.high : message.appliedIndex !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.appliedIndex);
                if (message.commitIndex != null && $Object.hasOwnProperty.call(message, "commitIndex") && (typeof message.commitIndex === "object" ? message.commitIndex.low || message.commitIndex.high : message.commitIndex !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.commitIndex);
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && (typeof message.hash === "object" ? message.hash.low || message.hash.high : message.hash !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.hash);
                if (message.voters != null && message.voters.length)
                    writer.uint32(/* id 9, wireType 2 =*/74).uint32s(message.voters);
                if (message.learners != null && message.learners.length)
                    writer.uint32(/* id 10, wireType 2 =*/82).uint32s(message.learners);
                if (message.hashes != null && message.hashes.length)
                    for (let i = 0; i < message.hashes.length; ++i)
                        $root.ringkv.v1.HashPoint.encode(message.hashes[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.lost != null && $Object.hasOwnProperty.call(message, "lost") && message.lost !== "")
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.lost);
                if (message.suspect != null && $Object.hasOwnProperty.call(message, "suspect") && message.suspect !== false)
                    writer.uint32(/* id 13, wireType 0 =*/104).bool(message.suspect);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ReplicaStatus message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ReplicaStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ReplicaStatus & ringkv.v1.ReplicaStatus.$Shape} ReplicaStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ReplicaStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ReplicaStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.group = value;
                            else
                                delete message.group;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leader = value;
                            else
                                delete message.leader;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.appliedIndex = value;
                            else
                                delete message.appliedIndex;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.commitIndex = value;
                            else
                                delete message.commitIndex;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.hash = value;
                            else
                                delete message.hash;
                            continue;
                        }
                    case 9: {
                            if (wireType === 2) {
                                if (!(message.voters && message.voters.length))
                                    message.voters = [];
                                reader.uint32s(message.voters);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.voters && message.voters.length))
                                message.voters = [];
                            message.voters.push(reader.uint32());
                            continue;
                        }
                    case 10: {
                            if (wireType === 2) {
                                if (!(message.learners && message.learners.length))
                                    message.learners = [];
                                reader.uint32s(message.learners);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.learners && message.learners.length))
                                message.learners = [];
                            message.learners.push(reader.uint32());
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.hashes && message.hashes.length))
                                message.hashes = [];
                            message.hashes.push($root.ringkv.v1.HashPoint.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.lost = value;
                            else
                                delete message.lost;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.suspect = value;
                            else
                                delete message.suspect;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReplicaStatus;
        })();

        v1.HashPoint = (function() {

            /**
             * Properties of a HashPoint.
             * @typedef {Object} ringkv.v1.HashPoint.$Properties
             * @property {number|null} [index] HashPoint index
             * @property {number|null} [hash] HashPoint hash
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a HashPoint.
             * @memberof ringkv.v1
             * @interface IHashPoint
             * @augments ringkv.v1.HashPoint.$Properties
             * @deprecated Use ringkv.v1.HashPoint.$Properties instead.
             */

            /**
             * Shape of a HashPoint.
             * @typedef {ringkv.v1.HashPoint.$Properties} ringkv.v1.HashPoint.$Shape
             */

            /**
             * Constructs a new HashPoint.
             * @memberof ringkv.v1
             * @classdesc Represents a HashPoint.
             * @constructor
             * @param {ringkv.v1.HashPoint.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const HashPoint = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * HashPoint index.
             * @member {number} index
             * @memberof ringkv.v1.HashPoint
             * @instance
             */
            HashPoint.prototype.index = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HashPoint hash.
             * @member {number} hash
             * @memberof ringkv.v1.HashPoint
             * @instance
             */
            HashPoint.prototype.hash = 0;

            /**
             * Creates a new HashPoint instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.HashPoint
             * @static
             * @param {ringkv.v1.HashPoint.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.HashPoint} HashPoint instance
             * @type {{
             *   (properties: ringkv.v1.HashPoint.$Shape): ringkv.v1.HashPoint & ringkv.v1.HashPoint.$Shape;
             *   (properties?: ringkv.v1.HashPoint.$Properties): ringkv.v1.HashPoint;
             * }}
             */
            HashPoint.create = function(properties) {
                return new HashPoint(properties);
            };

            /**
             * Encodes the specified HashPoint message. Does not implicitly {@link ringkv.v1.HashPoint.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.HashPoint
             * @static
             * @param {ringkv.v1.HashPoint.$Properties} message HashPoint message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            HashPoint.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.index != null && $Object.hasOwnProperty.call(message, "index") && (typeof message.index === "object" ? message.index.low || message.index.high : message.index !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.index);
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.hash);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a HashPoint message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.HashPoint
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.HashPoint & ringkv.v1.HashPoint.$Shape} HashPoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            HashPoint.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.HashPoint();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.hash = value;
                            else
                                delete message.hash;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return HashPoint;
        })();

        v1.MoveLeaderRequest = (function() {

            /**
             * Properties of a MoveLeaderRequest.
             * @typedef {Object} ringkv.v1.MoveLeaderRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] MoveLeaderRequest header
             * @property {number|null} [partition] MoveLeaderRequest partition
             * @property {number|null} [to] MoveLeaderRequest to
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a MoveLeaderRequest.
             * @memberof ringkv.v1
             * @interface IMoveLeaderRequest
             * @augments ringkv.v1.MoveLeaderRequest.$Properties
             * @deprecated Use ringkv.v1.MoveLeaderRequest.$Properties instead.
             */

            /**
             * Shape of a MoveLeaderRequest.
             * @typedef {ringkv.v1.MoveLeaderRequest.$Properties} ringkv.v1.MoveLeaderRequest.$Shape
             */

            /**
             * Constructs a new MoveLeaderRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a MoveLeaderRequest.
             * @constructor
             * @param {ringkv.v1.MoveLeaderRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const MoveLeaderRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * MoveLeaderRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.MoveLeaderRequest
             * @instance
             */
            MoveLeaderRequest.prototype.header = null;

            /**
             * MoveLeaderRequest partition.
             * @member {number} partition
             * @memberof ringkv.v1.MoveLeaderRequest
             * @instance
             */
            MoveLeaderRequest.prototype.partition = 0;

            /**
             * MoveLeaderRequest to.
             * @member {number} to
             * @memberof ringkv.v1.MoveLeaderRequest
             * @instance
             */
            MoveLeaderRequest.prototype.to = 0;

            /**
             * Creates a new MoveLeaderRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.MoveLeaderRequest
             * @static
             * @param {ringkv.v1.MoveLeaderRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.MoveLeaderRequest} MoveLeaderRequest instance
             * @type {{
             *   (properties: ringkv.v1.MoveLeaderRequest.$Shape): ringkv.v1.MoveLeaderRequest & ringkv.v1.MoveLeaderRequest.$Shape;
             *   (properties?: ringkv.v1.MoveLeaderRequest.$Properties): ringkv.v1.MoveLeaderRequest;
             * }}
             */
            MoveLeaderRequest.create = function(properties) {
                return new MoveLeaderRequest(properties);
            };

            /**
             * Encodes the specified MoveLeaderRequest message. Does not implicitly {@link ringkv.v1.MoveLeaderRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.MoveLeaderRequest
             * @static
             * @param {ringkv.v1.MoveLeaderRequest.$Properties} message MoveLeaderRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MoveLeaderRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
                if (message.to != null && $Object.hasOwnProperty.call(message, "to") && message.to !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.to);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a MoveLeaderRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.MoveLeaderRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.MoveLeaderRequest & ringkv.v1.MoveLeaderRequest.$Shape} MoveLeaderRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            MoveLeaderRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.MoveLeaderRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.to = value;
                            else
                                delete message.to;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return MoveLeaderRequest;
        })();

        v1.MoveLeaderResponse = (function() {

            /**
             * Properties of a MoveLeaderResponse.
             * @typedef {Object} ringkv.v1.MoveLeaderResponse.$Properties
             * @property {number|null} [leader] MoveLeaderResponse leader
             * @property {number|null} [term] MoveLeaderResponse term
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a MoveLeaderResponse.
             * @memberof ringkv.v1
             * @interface IMoveLeaderResponse
             * @augments ringkv.v1.MoveLeaderResponse.$Properties
             * @deprecated Use ringkv.v1.MoveLeaderResponse.$Properties instead.
             */

            /**
             * Shape of a MoveLeaderResponse.
             * @typedef {ringkv.v1.MoveLeaderResponse.$Properties} ringkv.v1.MoveLeaderResponse.$Shape
             */

            /**
             * Constructs a new MoveLeaderResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a MoveLeaderResponse.
             * @constructor
             * @param {ringkv.v1.MoveLeaderResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const MoveLeaderResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * MoveLeaderResponse leader.
             * @member {number} leader
             * @memberof ringkv.v1.MoveLeaderResponse
             * @instance
             */
            MoveLeaderResponse.prototype.leader = 0;

            /**
             * MoveLeaderResponse term.
             * @member {number} term
             * @memberof ringkv.v1.MoveLeaderResponse
             * @instance
             */
            MoveLeaderResponse.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new MoveLeaderResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.MoveLeaderResponse
             * @static
             * @param {ringkv.v1.MoveLeaderResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.MoveLeaderResponse} MoveLeaderResponse instance
             * @type {{
             *   (properties: ringkv.v1.MoveLeaderResponse.$Shape): ringkv.v1.MoveLeaderResponse & ringkv.v1.MoveLeaderResponse.$Shape;
             *   (properties?: ringkv.v1.MoveLeaderResponse.$Properties): ringkv.v1.MoveLeaderResponse;
             * }}
             */
            MoveLeaderResponse.create = function(properties) {
                return new MoveLeaderResponse(properties);
            };

            /**
             * Encodes the specified MoveLeaderResponse message. Does not implicitly {@link ringkv.v1.MoveLeaderResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.MoveLeaderResponse
             * @static
             * @param {ringkv.v1.MoveLeaderResponse.$Properties} message MoveLeaderResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MoveLeaderResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader") && message.leader !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.leader);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && (typeof message.term === "object" ? message.term.low || message.term.high : message.term !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.term);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a MoveLeaderResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.MoveLeaderResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.MoveLeaderResponse & ringkv.v1.MoveLeaderResponse.$Shape} MoveLeaderResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            MoveLeaderResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.MoveLeaderResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leader = value;
                            else
                                delete message.leader;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return MoveLeaderResponse;
        })();

        /**
         * ReadConsistency enum.
         * @name ringkv.v1.ReadConsistency
         * @enum {number}
         * @property {number} READ_CONSISTENCY_UNSPECIFIED=0 READ_CONSISTENCY_UNSPECIFIED value
         * @property {number} LINEARIZABLE=1 LINEARIZABLE value
         * @property {number} LEADER_LEASE=2 LEADER_LEASE value
         * @property {number} SESSION=3 SESSION value
         * @property {number} BOUNDED_STALENESS=4 BOUNDED_STALENESS value
         * @property {number} EVENTUAL=5 EVENTUAL value
         */
        v1.ReadConsistency = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "READ_CONSISTENCY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "LINEARIZABLE"] = 1;
            values[valuesById[2] = "LEADER_LEASE"] = 2;
            values[valuesById[3] = "SESSION"] = 3;
            values[valuesById[4] = "BOUNDED_STALENESS"] = 4;
            values[valuesById[5] = "EVENTUAL"] = 5;
            return values;
        })();

        /**
         * WriteAck enum.
         * @name ringkv.v1.WriteAck
         * @enum {number}
         * @property {number} WRITE_ACK_UNSPECIFIED=0 WRITE_ACK_UNSPECIFIED value
         * @property {number} QUORUM=1 QUORUM value
         * @property {number} ALL=2 ALL value
         */
        v1.WriteAck = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "WRITE_ACK_UNSPECIFIED"] = 0;
            values[valuesById[1] = "QUORUM"] = 1;
            values[valuesById[2] = "ALL"] = 2;
            return values;
        })();

        /**
         * ReplicaPreference enum.
         * @name ringkv.v1.ReplicaPreference
         * @enum {number}
         * @property {number} REPLICA_PREFERENCE_UNSPECIFIED=0 REPLICA_PREFERENCE_UNSPECIFIED value
         * @property {number} PREFER_LEADER=1 PREFER_LEADER value
         * @property {number} PREFER_LOCAL=2 PREFER_LOCAL value
         */
        v1.ReplicaPreference = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "REPLICA_PREFERENCE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "PREFER_LEADER"] = 1;
            values[valuesById[2] = "PREFER_LOCAL"] = 2;
            return values;
        })();

        /**
         * Priority enum.
         * @name ringkv.v1.Priority
         * @enum {number}
         * @property {number} PRIORITY_UNSPECIFIED=0 PRIORITY_UNSPECIFIED value
         * @property {number} PRIORITY_NORMAL=1 PRIORITY_NORMAL value
         * @property {number} PRIORITY_LOW=2 PRIORITY_LOW value
         */
        v1.Priority = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PRIORITY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "PRIORITY_NORMAL"] = 1;
            values[valuesById[2] = "PRIORITY_LOW"] = 2;
            return values;
        })();

        /**
         * Role enum.
         * @name ringkv.v1.Role
         * @enum {number}
         * @property {number} ROLE_UNSPECIFIED=0 ROLE_UNSPECIFIED value
         * @property {number} LEADER=1 LEADER value
         * @property {number} FOLLOWER=2 FOLLOWER value
         * @property {number} LEARNER=3 LEARNER value
         */
        v1.Role = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ROLE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "LEADER"] = 1;
            values[valuesById[2] = "FOLLOWER"] = 2;
            values[valuesById[3] = "LEARNER"] = 3;
            return values;
        })();

        /**
         * Outcome enum.
         * @name ringkv.v1.Outcome
         * @enum {number}
         * @property {number} OUTCOME_UNSPECIFIED=0 OUTCOME_UNSPECIFIED value
         * @property {number} NOT_EXECUTED=1 NOT_EXECUTED value
         * @property {number} UNKNOWN=2 UNKNOWN value
         * @property {number} EXECUTED=3 EXECUTED value
         */
        v1.Outcome = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "OUTCOME_UNSPECIFIED"] = 0;
            values[valuesById[1] = "NOT_EXECUTED"] = 1;
            values[valuesById[2] = "UNKNOWN"] = 2;
            values[valuesById[3] = "EXECUTED"] = 3;
            return values;
        })();

        /**
         * Reason enum.
         * @name ringkv.v1.Reason
         * @enum {number}
         * @property {number} REASON_UNSPECIFIED=0 REASON_UNSPECIFIED value
         * @property {number} NOT_LEADER=1 NOT_LEADER value
         * @property {number} NO_LEADER=2 NO_LEADER value
         * @property {number} LEADER_CHANGED=3 LEADER_CHANGED value
         * @property {number} FORWARD_LOST=4 FORWARD_LOST value
         * @property {number} OVERLOADED=5 OVERLOADED value
         * @property {number} DEADLINE=6 DEADLINE value
         * @property {number} KEY_TOO_LARGE=7 KEY_TOO_LARGE value
         * @property {number} VALUE_TOO_LARGE=8 VALUE_TOO_LARGE value
         * @property {number} REQUEST_TOO_LARGE=9 REQUEST_TOO_LARGE value
         * @property {number} INVALID_REQUEST=10 INVALID_REQUEST value
         * @property {number} SESSION_EXPIRED=11 SESSION_EXPIRED value
         * @property {number} SEQUENCE_TOO_FAR=12 SEQUENCE_TOO_FAR value
         * @property {number} VOIDED=13 VOIDED value
         * @property {number} NOT_A_NUMBER=14 NOT_A_NUMBER value
         * @property {number} STALE_TOPOLOGY=15 STALE_TOPOLOGY value
         * @property {number} TOO_MANY_HOPS=16 TOO_MANY_HOPS value
         * @property {number} DRAINING=17 DRAINING value
         * @property {number} SPACE_QUOTA=18 SPACE_QUOTA value
         * @property {number} NOT_READY=19 NOT_READY value
         * @property {number} CORRUPT=20 CORRUPT value
         * @property {number} INTERNAL=21 INTERNAL value
         * @property {number} CROSS_PARTITION=22 CROSS_PARTITION value
         * @property {number} RESULT_TOO_LARGE=23 RESULT_TOO_LARGE value
         * @property {number} TOKEN_FOREIGN_CLUSTER=24 TOKEN_FOREIGN_CLUSTER value
         * @property {number} SESSION_NOT_REACHED=25 SESSION_NOT_REACHED value
         * @property {number} TOO_STALE=26 TOO_STALE value
         * @property {number} COMPACTED=50 COMPACTED value
         * @property {number} FUTURE_POSITION=51 FUTURE_POSITION value
         */
        v1.Reason = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "REASON_UNSPECIFIED"] = 0;
            values[valuesById[1] = "NOT_LEADER"] = 1;
            values[valuesById[2] = "NO_LEADER"] = 2;
            values[valuesById[3] = "LEADER_CHANGED"] = 3;
            values[valuesById[4] = "FORWARD_LOST"] = 4;
            values[valuesById[5] = "OVERLOADED"] = 5;
            values[valuesById[6] = "DEADLINE"] = 6;
            values[valuesById[7] = "KEY_TOO_LARGE"] = 7;
            values[valuesById[8] = "VALUE_TOO_LARGE"] = 8;
            values[valuesById[9] = "REQUEST_TOO_LARGE"] = 9;
            values[valuesById[10] = "INVALID_REQUEST"] = 10;
            values[valuesById[11] = "SESSION_EXPIRED"] = 11;
            values[valuesById[12] = "SEQUENCE_TOO_FAR"] = 12;
            values[valuesById[13] = "VOIDED"] = 13;
            values[valuesById[14] = "NOT_A_NUMBER"] = 14;
            values[valuesById[15] = "STALE_TOPOLOGY"] = 15;
            values[valuesById[16] = "TOO_MANY_HOPS"] = 16;
            values[valuesById[17] = "DRAINING"] = 17;
            values[valuesById[18] = "SPACE_QUOTA"] = 18;
            values[valuesById[19] = "NOT_READY"] = 19;
            values[valuesById[20] = "CORRUPT"] = 20;
            values[valuesById[21] = "INTERNAL"] = 21;
            values[valuesById[22] = "CROSS_PARTITION"] = 22;
            values[valuesById[23] = "RESULT_TOO_LARGE"] = 23;
            values[valuesById[24] = "TOKEN_FOREIGN_CLUSTER"] = 24;
            values[valuesById[25] = "SESSION_NOT_REACHED"] = 25;
            values[valuesById[26] = "TOO_STALE"] = 26;
            values[valuesById[50] = "COMPACTED"] = 50;
            values[valuesById[51] = "FUTURE_POSITION"] = 51;
            return values;
        })();

        v1.RequestHeader = (function() {

            /**
             * Properties of a RequestHeader.
             * @typedef {Object} ringkv.v1.RequestHeader.$Properties
             * @property {string|null} [requestId] RequestHeader requestId
             * @property {Uint8Array|null} [clientId] RequestHeader clientId
             * @property {number|null} [sequence] RequestHeader sequence
             * @property {number|null} [sequenceFloor] RequestHeader sequenceFloor
             * @property {string|null} [traceparent] RequestHeader traceparent
             * @property {string|null} [namespace] RequestHeader namespace
             * @property {ringkv.v1.Priority|null} [priority] RequestHeader priority
             * @property {number|null} [topologyEpoch] RequestHeader topologyEpoch
             * @property {ringkv.v1.ReadConsistency|null} [consistency] RequestHeader consistency
             * @property {ringkv.v1.WriteAck|null} [ack] RequestHeader ack
             * @property {boolean|null} [direct] RequestHeader direct
             * @property {number|null} [hops] RequestHeader hops
             * @property {number|null} [timeoutMs] RequestHeader timeoutMs
             * @property {Uint8Array|null} [sessionToken] RequestHeader sessionToken
             * @property {number|null} [maxStalenessMs] RequestHeader maxStalenessMs
             * @property {ringkv.v1.ReplicaPreference|null} [replica] RequestHeader replica
             * @property {boolean|null} [strictAll] RequestHeader strictAll
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RequestHeader.
             * @memberof ringkv.v1
             * @interface IRequestHeader
             * @augments ringkv.v1.RequestHeader.$Properties
             * @deprecated Use ringkv.v1.RequestHeader.$Properties instead.
             */

            /**
             * Shape of a RequestHeader.
             * @typedef {ringkv.v1.RequestHeader.$Properties} ringkv.v1.RequestHeader.$Shape
             */

            /**
             * Constructs a new RequestHeader.
             * @memberof ringkv.v1
             * @classdesc Represents a RequestHeader.
             * @constructor
             * @param {ringkv.v1.RequestHeader.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RequestHeader = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RequestHeader requestId.
             * @member {string} requestId
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.requestId = "";

            /**
             * RequestHeader clientId.
             * @member {Uint8Array} clientId
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.clientId = $util.newBuffer([]);

            /**
             * RequestHeader sequence.
             * @member {number} sequence
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RequestHeader sequenceFloor.
             * @member {number} sequenceFloor
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.sequenceFloor = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RequestHeader traceparent.
             * @member {string} traceparent
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.traceparent = "";

            /**
             * RequestHeader namespace.
             * @member {string} namespace
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.namespace = "";

            /**
             * RequestHeader priority.
             * @member {ringkv.v1.Priority} priority
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.priority = 0;

            /**
             * RequestHeader topologyEpoch.
             * @member {number} topologyEpoch
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.topologyEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RequestHeader consistency.
             * @member {ringkv.v1.ReadConsistency} consistency
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.consistency = 0;

            /**
             * RequestHeader ack.
             * @member {ringkv.v1.WriteAck} ack
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.ack = 0;

            /**
             * RequestHeader direct.
             * @member {boolean} direct
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.direct = false;

            /**
             * RequestHeader hops.
             * @member {number} hops
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.hops = 0;

            /**
             * RequestHeader timeoutMs.
             * @member {number} timeoutMs
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.timeoutMs = 0;

            /**
             * RequestHeader sessionToken.
             * @member {Uint8Array} sessionToken
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.sessionToken = $util.newBuffer([]);

            /**
             * RequestHeader maxStalenessMs.
             * @member {number} maxStalenessMs
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.maxStalenessMs = 0;

            /**
             * RequestHeader replica.
             * @member {ringkv.v1.ReplicaPreference} replica
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.replica = 0;

            /**
             * RequestHeader strictAll.
             * @member {boolean} strictAll
             * @memberof ringkv.v1.RequestHeader
             * @instance
             */
            RequestHeader.prototype.strictAll = false;

            /**
             * Creates a new RequestHeader instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.RequestHeader
             * @static
             * @param {ringkv.v1.RequestHeader.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.RequestHeader} RequestHeader instance
             * @type {{
             *   (properties: ringkv.v1.RequestHeader.$Shape): ringkv.v1.RequestHeader & ringkv.v1.RequestHeader.$Shape;
             *   (properties?: ringkv.v1.RequestHeader.$Properties): ringkv.v1.RequestHeader;
             * }}
             */
            RequestHeader.create = function(properties) {
                return new RequestHeader(properties);
            };

            /**
             * Encodes the specified RequestHeader message. Does not implicitly {@link ringkv.v1.RequestHeader.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.RequestHeader
             * @static
             * @param {ringkv.v1.RequestHeader.$Properties} message RequestHeader message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RequestHeader.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
                if (message.clientId != null && $Object.hasOwnProperty.call(message, "clientId") && message.clientId.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.clientId);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.sequence);
                if (message.sequenceFloor != null && $Object.hasOwnProperty.call(message, "sequenceFloor") && (typeof message.sequenceFloor === "object" ? message.sequenceFloor.low || message.sequenceFloor.high : message.sequenceFloor !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.sequenceFloor);
                if (message.traceparent != null && $Object.hasOwnProperty.call(message, "traceparent") && message.traceparent !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.traceparent);
                if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.namespace);
                if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).int32(message.priority);
                if (message.topologyEpoch != null && $Object.hasOwnProperty.call(message, "topologyEpoch") && (typeof message.topologyEpoch === "object" ? message.topologyEpoch.low || message.topologyEpoch.high : message.topologyEpoch !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.topologyEpoch);
                if (message.consistency != null && $Object.hasOwnProperty.call(message, "consistency") && message.consistency !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).int32(message.consistency);
                if (message.ack != null && $Object.hasOwnProperty.call(message, "ack") && message.ack !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).int32(message.ack);
                if (message.direct != null && $Object.hasOwnProperty.call(message, "direct") && message.direct !== false)
                    writer.uint32(/* id 11, wireType 0 =*/88).bool(message.direct);
                if (message.hops != null && $Object.hasOwnProperty.call(message, "hops") && message.hops !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.hops);
                if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                    writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.timeoutMs);
                if (message.sessionToken != null && $Object.hasOwnProperty.call(message, "sessionToken") && message.sessionToken.length)
                    writer.uint32(/* id 14, wireType 2 =*/114).bytes(message.sessionToken);
                if (message.maxStalenessMs != null && $Object.hasOwnProperty.call(message, "maxStalenessMs") && message.maxStalenessMs !== 0)
                    writer.uint32(/* id 15, wireType 0 =*/120).uint32(message.maxStalenessMs);
                if (message.replica != null && $Object.hasOwnProperty.call(message, "replica") && message.replica !== 0)
                    writer.uint32(/* id 16, wireType 0 =*/128).int32(message.replica);
                if (message.strictAll != null && $Object.hasOwnProperty.call(message, "strictAll") && message.strictAll !== false)
                    writer.uint32(/* id 17, wireType 0 =*/136).bool(message.strictAll);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RequestHeader message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.RequestHeader
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.RequestHeader & ringkv.v1.RequestHeader.$Shape} RequestHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RequestHeader.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.RequestHeader();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clientId = value;
                            else
                                delete message.clientId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequenceFloor = value;
                            else
                                delete message.sequenceFloor;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.traceparent = value;
                            else
                                delete message.traceparent;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.namespace = value;
                            else
                                delete message.namespace;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.priority = value;
                            else
                                delete message.priority;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.topologyEpoch = value;
                            else
                                delete message.topologyEpoch;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.consistency = value;
                            else
                                delete message.consistency;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.ack = value;
                            else
                                delete message.ack;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.direct = value;
                            else
                                delete message.direct;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.hops = value;
                            else
                                delete message.hops;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.timeoutMs = value;
                            else
                                delete message.timeoutMs;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sessionToken = value;
                            else
                                delete message.sessionToken;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.maxStalenessMs = value;
                            else
                                delete message.maxStalenessMs;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.replica = value;
                            else
                                delete message.replica;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.strictAll = value;
                            else
                                delete message.strictAll;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RequestHeader;
        })();

        v1.ResponseHeader = (function() {

            /**
             * Properties of a ResponseHeader.
             * @typedef {Object} ringkv.v1.ResponseHeader.$Properties
             * @property {Uint8Array|null} [clusterId] ResponseHeader clusterId
             * @property {number|null} [partition] ResponseHeader partition
             * @property {number|null} [revision] ResponseHeader revision
             * @property {number|null} [term] ResponseHeader term
             * @property {number|null} [partitionTimeMs] ResponseHeader partitionTimeMs
             * @property {number|null} [servedBy] ResponseHeader servedBy
             * @property {ringkv.v1.Role|null} [role] ResponseHeader role
             * @property {ringkv.v1.ReadConsistency|null} [level] ResponseHeader level
             * @property {number|null} [stalenessMs] ResponseHeader stalenessMs
             * @property {Array.<string>|null} [warnings] ResponseHeader warnings
             * @property {number|null} [topologyEpoch] ResponseHeader topologyEpoch
             * @property {string|null} [requestId] ResponseHeader requestId
             * @property {boolean|null} [deduplicated] ResponseHeader deduplicated
             * @property {Uint8Array|null} [sessionToken] ResponseHeader sessionToken
             * @property {Array.<number>|null} [ackedBy] ResponseHeader ackedBy
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ResponseHeader.
             * @memberof ringkv.v1
             * @interface IResponseHeader
             * @augments ringkv.v1.ResponseHeader.$Properties
             * @deprecated Use ringkv.v1.ResponseHeader.$Properties instead.
             */

            /**
             * Shape of a ResponseHeader.
             * @typedef {ringkv.v1.ResponseHeader.$Properties} ringkv.v1.ResponseHeader.$Shape
             */

            /**
             * Constructs a new ResponseHeader.
             * @memberof ringkv.v1
             * @classdesc Represents a ResponseHeader.
             * @constructor
             * @param {ringkv.v1.ResponseHeader.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ResponseHeader = function (properties) {
                this.warnings = [];
                this.ackedBy = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ResponseHeader clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.clusterId = $util.newBuffer([]);

            /**
             * ResponseHeader partition.
             * @member {number} partition
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.partition = 0;

            /**
             * ResponseHeader revision.
             * @member {number} revision
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ResponseHeader term.
             * @member {number} term
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ResponseHeader partitionTimeMs.
             * @member {number} partitionTimeMs
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.partitionTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ResponseHeader servedBy.
             * @member {number} servedBy
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.servedBy = 0;

            /**
             * ResponseHeader role.
             * @member {ringkv.v1.Role} role
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.role = 0;

            /**
             * ResponseHeader level.
             * @member {ringkv.v1.ReadConsistency} level
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.level = 0;

            /**
             * ResponseHeader stalenessMs.
             * @member {number} stalenessMs
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.stalenessMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * ResponseHeader warnings.
             * @member {Array.<string>} warnings
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.warnings = $util.emptyArray;

            /**
             * ResponseHeader topologyEpoch.
             * @member {number} topologyEpoch
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.topologyEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ResponseHeader requestId.
             * @member {string} requestId
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.requestId = "";

            /**
             * ResponseHeader deduplicated.
             * @member {boolean} deduplicated
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.deduplicated = false;

            /**
             * ResponseHeader sessionToken.
             * @member {Uint8Array} sessionToken
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.sessionToken = $util.newBuffer([]);

            /**
             * ResponseHeader ackedBy.
             * @member {Array.<number>} ackedBy
             * @memberof ringkv.v1.ResponseHeader
             * @instance
             */
            ResponseHeader.prototype.ackedBy = $util.emptyArray;

            /**
             * Creates a new ResponseHeader instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ResponseHeader
             * @static
             * @param {ringkv.v1.ResponseHeader.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ResponseHeader} ResponseHeader instance
             * @type {{
             *   (properties: ringkv.v1.ResponseHeader.$Shape): ringkv.v1.ResponseHeader & ringkv.v1.ResponseHeader.$Shape;
             *   (properties?: ringkv.v1.ResponseHeader.$Properties): ringkv.v1.ResponseHeader;
             * }}
             */
            ResponseHeader.create = function(properties) {
                return new ResponseHeader(properties);
            };

            /**
             * Encodes the specified ResponseHeader message. Does not implicitly {@link ringkv.v1.ResponseHeader.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ResponseHeader
             * @static
             * @param {ringkv.v1.ResponseHeader.$Properties} message ResponseHeader message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ResponseHeader.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.clusterId);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.revision);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && (typeof message.term === "object" ? message.term.low || message.term.high : message.term !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.term);
                if (message.partitionTimeMs != null && $Object.hasOwnProperty.call(message, "partitionTimeMs") && (typeof message.partitionTimeMs === "object" ? message.partitionTimeMs.low || message.partitionTimeMs.high : message.partitionTimeMs !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.partitionTimeMs);
                if (message.servedBy != null && $Object.hasOwnProperty.call(message, "servedBy") && message.servedBy !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.servedBy);
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).int32(message.role);
                if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).int32(message.level);
                if (message.stalenessMs != null && $Object.hasOwnProperty.call(message, "stalenessMs") && (typeof message.stalenessMs === "object" ? message.stalenessMs.low || message.stalenessMs.high : message.stalenessMs !== 0))
                    writer.uint32(/* id 9, wireType 0 =*/72).sint64(message.stalenessMs);
                if (message.warnings != null && message.warnings.length)
                    for (let i = 0; i < message.warnings.length; ++i)
                        writer.uint32(/* id 10, wireType 2 =*/82).string(message.warnings[i]);
                if (message.topologyEpoch != null && $Object.hasOwnProperty.call(message, "topologyEpoch") && (typeof message.topologyEpoch === "object" ? message.topologyEpoch.low || message.topologyEpoch.high : message.topologyEpoch !== 0))
                    writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.topologyEpoch);
                if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.requestId);
                if (message.deduplicated != null && $Object.hasOwnProperty.call(message, "deduplicated") && message.deduplicated !== false)
                    writer.uint32(/* id 13, wireType 0 =*/104).bool(message.deduplicated);
                if (message.sessionToken != null && $Object.hasOwnProperty.call(message, "sessionToken") && message.sessionToken.length)
                    writer.uint32(/* id 14, wireType 2 =*/114).bytes(message.sessionToken);
                if (message.ackedBy != null && message.ackedBy.length)
                    writer.uint32(/* id 15, wireType 2 =*/122).uint32s(message.ackedBy);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ResponseHeader message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ResponseHeader
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ResponseHeader & ringkv.v1.ResponseHeader.$Shape} ResponseHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ResponseHeader.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ResponseHeader();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.partitionTimeMs = value;
                            else
                                delete message.partitionTimeMs;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.servedBy = value;
                            else
                                delete message.servedBy;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.level = value;
                            else
                                delete message.level;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                message.stalenessMs = value;
                            else
                                delete message.stalenessMs;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.warnings && message.warnings.length))
                                message.warnings = [];
                            message.warnings.push(reader.stringVerify());
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.topologyEpoch = value;
                            else
                                delete message.topologyEpoch;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.requestId = value;
                            else
                                delete message.requestId;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.deduplicated = value;
                            else
                                delete message.deduplicated;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sessionToken = value;
                            else
                                delete message.sessionToken;
                            continue;
                        }
                    case 15: {
                            if (wireType === 2) {
                                if (!(message.ackedBy && message.ackedBy.length))
                                    message.ackedBy = [];
                                reader.uint32s(message.ackedBy);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.ackedBy && message.ackedBy.length))
                                message.ackedBy = [];
                            message.ackedBy.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ResponseHeader;
        })();

        v1.SessionToken = (function() {

            /**
             * Properties of a SessionToken.
             * @typedef {Object} ringkv.v1.SessionToken.$Properties
             * @property {Uint8Array|null} [clusterId] SessionToken clusterId
             * @property {Array.<ringkv.v1.PartitionRevision.$Properties>|null} [revisions] SessionToken revisions
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SessionToken.
             * @memberof ringkv.v1
             * @interface ISessionToken
             * @augments ringkv.v1.SessionToken.$Properties
             * @deprecated Use ringkv.v1.SessionToken.$Properties instead.
             */

            /**
             * Shape of a SessionToken.
             * @typedef {ringkv.v1.SessionToken.$Properties} ringkv.v1.SessionToken.$Shape
             */

            /**
             * Constructs a new SessionToken.
             * @memberof ringkv.v1
             * @classdesc Represents a SessionToken.
             * @constructor
             * @param {ringkv.v1.SessionToken.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SessionToken = function (properties) {
                this.revisions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SessionToken clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.SessionToken
             * @instance
             */
            SessionToken.prototype.clusterId = $util.newBuffer([]);

            /**
             * SessionToken revisions.
             * @member {Array.<ringkv.v1.PartitionRevision.$Properties>} revisions
             * @memberof ringkv.v1.SessionToken
             * @instance
             */
            SessionToken.prototype.revisions = $util.emptyArray;

            /**
             * Creates a new SessionToken instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.SessionToken
             * @static
             * @param {ringkv.v1.SessionToken.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.SessionToken} SessionToken instance
             * @type {{
             *   (properties: ringkv.v1.SessionToken.$Shape): ringkv.v1.SessionToken & ringkv.v1.SessionToken.$Shape;
             *   (properties?: ringkv.v1.SessionToken.$Properties): ringkv.v1.SessionToken;
             * }}
             */
            SessionToken.create = function(properties) {
                return new SessionToken(properties);
            };

            /**
             * Encodes the specified SessionToken message. Does not implicitly {@link ringkv.v1.SessionToken.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.SessionToken
             * @static
             * @param {ringkv.v1.SessionToken.$Properties} message SessionToken message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SessionToken.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.clusterId);
                if (message.revisions != null && message.revisions.length)
                    for (let i = 0; i < message.revisions.length; ++i)
                        $root.ringkv.v1.PartitionRevision.encode(message.revisions[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SessionToken message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.SessionToken
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.SessionToken & ringkv.v1.SessionToken.$Shape} SessionToken
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SessionToken.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.SessionToken();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.revisions && message.revisions.length))
                                message.revisions = [];
                            message.revisions.push($root.ringkv.v1.PartitionRevision.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SessionToken;
        })();

        v1.PartitionRevision = (function() {

            /**
             * Properties of a PartitionRevision.
             * @typedef {Object} ringkv.v1.PartitionRevision.$Properties
             * @property {number|null} [partition] PartitionRevision partition
             * @property {number|null} [revision] PartitionRevision revision
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PartitionRevision.
             * @memberof ringkv.v1
             * @interface IPartitionRevision
             * @augments ringkv.v1.PartitionRevision.$Properties
             * @deprecated Use ringkv.v1.PartitionRevision.$Properties instead.
             */

            /**
             * Shape of a PartitionRevision.
             * @typedef {ringkv.v1.PartitionRevision.$Properties} ringkv.v1.PartitionRevision.$Shape
             */

            /**
             * Constructs a new PartitionRevision.
             * @memberof ringkv.v1
             * @classdesc Represents a PartitionRevision.
             * @constructor
             * @param {ringkv.v1.PartitionRevision.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PartitionRevision = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PartitionRevision partition.
             * @member {number} partition
             * @memberof ringkv.v1.PartitionRevision
             * @instance
             */
            PartitionRevision.prototype.partition = 0;

            /**
             * PartitionRevision revision.
             * @member {number} revision
             * @memberof ringkv.v1.PartitionRevision
             * @instance
             */
            PartitionRevision.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new PartitionRevision instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.PartitionRevision
             * @static
             * @param {ringkv.v1.PartitionRevision.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.PartitionRevision} PartitionRevision instance
             * @type {{
             *   (properties: ringkv.v1.PartitionRevision.$Shape): ringkv.v1.PartitionRevision & ringkv.v1.PartitionRevision.$Shape;
             *   (properties?: ringkv.v1.PartitionRevision.$Properties): ringkv.v1.PartitionRevision;
             * }}
             */
            PartitionRevision.create = function(properties) {
                return new PartitionRevision(properties);
            };

            /**
             * Encodes the specified PartitionRevision message. Does not implicitly {@link ringkv.v1.PartitionRevision.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.PartitionRevision
             * @static
             * @param {ringkv.v1.PartitionRevision.$Properties} message PartitionRevision message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PartitionRevision.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.partition);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PartitionRevision message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.PartitionRevision
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.PartitionRevision & ringkv.v1.PartitionRevision.$Shape} PartitionRevision
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PartitionRevision.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.PartitionRevision();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PartitionRevision;
        })();

        v1.ErrorDetail = (function() {

            /**
             * Properties of an ErrorDetail.
             * @typedef {Object} ringkv.v1.ErrorDetail.$Properties
             * @property {number|null} [code] ErrorDetail code
             * @property {ringkv.v1.Reason|null} [reason] ErrorDetail reason
             * @property {ringkv.v1.Outcome|null} [outcome] ErrorDetail outcome
             * @property {string|null} [message] ErrorDetail message
             * @property {number|null} [leader] ErrorDetail leader
             * @property {string|null} [leaderAddress] ErrorDetail leaderAddress
             * @property {number|null} [retryAfterMs] ErrorDetail retryAfterMs
             * @property {number|null} [limit] ErrorDetail limit
             * @property {number|null} [actual] ErrorDetail actual
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] ErrorDetail header
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ErrorDetail.
             * @memberof ringkv.v1
             * @interface IErrorDetail
             * @augments ringkv.v1.ErrorDetail.$Properties
             * @deprecated Use ringkv.v1.ErrorDetail.$Properties instead.
             */

            /**
             * Shape of an ErrorDetail.
             * @typedef {ringkv.v1.ErrorDetail.$Properties} ringkv.v1.ErrorDetail.$Shape
             */

            /**
             * Constructs a new ErrorDetail.
             * @memberof ringkv.v1
             * @classdesc Represents an ErrorDetail.
             * @constructor
             * @param {ringkv.v1.ErrorDetail.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ErrorDetail = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ErrorDetail code.
             * @member {number} code
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.code = 0;

            /**
             * ErrorDetail reason.
             * @member {ringkv.v1.Reason} reason
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.reason = 0;

            /**
             * ErrorDetail outcome.
             * @member {ringkv.v1.Outcome} outcome
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.outcome = 0;

            /**
             * ErrorDetail message.
             * @member {string} message
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.message = "";

            /**
             * ErrorDetail leader.
             * @member {number} leader
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.leader = 0;

            /**
             * ErrorDetail leaderAddress.
             * @member {string} leaderAddress
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.leaderAddress = "";

            /**
             * ErrorDetail retryAfterMs.
             * @member {number} retryAfterMs
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.retryAfterMs = 0;

            /**
             * ErrorDetail limit.
             * @member {number} limit
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.limit = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ErrorDetail actual.
             * @member {number} actual
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.actual = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ErrorDetail header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.ErrorDetail
             * @instance
             */
            ErrorDetail.prototype.header = null;

            /**
             * Creates a new ErrorDetail instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ErrorDetail
             * @static
             * @param {ringkv.v1.ErrorDetail.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ErrorDetail} ErrorDetail instance
             * @type {{
             *   (properties: ringkv.v1.ErrorDetail.$Shape): ringkv.v1.ErrorDetail & ringkv.v1.ErrorDetail.$Shape;
             *   (properties?: ringkv.v1.ErrorDetail.$Properties): ringkv.v1.ErrorDetail;
             * }}
             */
            ErrorDetail.create = function(properties) {
                return new ErrorDetail(properties);
            };

            /**
             * Encodes the specified ErrorDetail message. Does not implicitly {@link ringkv.v1.ErrorDetail.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ErrorDetail
             * @static
             * @param {ringkv.v1.ErrorDetail.$Properties} message ErrorDetail message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ErrorDetail.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.code);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.reason);
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.outcome);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.message);
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader") && message.leader !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.leader);
                if (message.leaderAddress != null && $Object.hasOwnProperty.call(message, "leaderAddress") && message.leaderAddress !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.leaderAddress);
                if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs") && message.retryAfterMs !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.retryAfterMs);
                if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && (typeof message.limit === "object" ? message.limit.low || message.limit.high : message.limit !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.limit);
                if (message.actual != null && $Object.hasOwnProperty.call(message, "actual") && (typeof message.actual === "object" ? message.actual.low || message.actual.high : message.actual !== 0))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.actual);
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ErrorDetail message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ErrorDetail
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ErrorDetail & ringkv.v1.ErrorDetail.$Shape} ErrorDetail
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ErrorDetail.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ErrorDetail();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.outcome = value;
                            else
                                delete message.outcome;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leader = value;
                            else
                                delete message.leader;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.leaderAddress = value;
                            else
                                delete message.leaderAddress;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.retryAfterMs = value;
                            else
                                delete message.retryAfterMs;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.limit = value;
                            else
                                delete message.limit;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.actual = value;
                            else
                                delete message.actual;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ErrorDetail;
        })();

        v1.Record = (function() {

            /**
             * Properties of a Record.
             * @typedef {Object} ringkv.v1.Record.$Properties
             * @property {Uint8Array|null} [key] Record key
             * @property {Uint8Array|null} [value] Record value
             * @property {number|null} [version] Record version
             * @property {number|null} [createRevision] Record createRevision
             * @property {number|null} [modRevision] Record modRevision
             * @property {number|null} [expiresAt] Record expiresAt
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Record.
             * @memberof ringkv.v1
             * @interface IRecord
             * @augments ringkv.v1.Record.$Properties
             * @deprecated Use ringkv.v1.Record.$Properties instead.
             */

            /**
             * Shape of a Record.
             * @typedef {ringkv.v1.Record.$Properties} ringkv.v1.Record.$Shape
             */

            /**
             * Constructs a new Record.
             * @memberof ringkv.v1
             * @classdesc Represents a Record.
             * @constructor
             * @param {ringkv.v1.Record.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Record = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Record key.
             * @member {Uint8Array} key
             * @memberof ringkv.v1.Record
             * @instance
             */
            Record.prototype.key = $util.newBuffer([]);

            /**
             * Record value.
             * @member {Uint8Array} value
             * @memberof ringkv.v1.Record
             * @instance
             */
            Record.prototype.value = $util.newBuffer([]);

            /**
             * Record version.
             * @member {number} version
             * @memberof ringkv.v1.Record
             * @instance
             */
            Record.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Record createRevision.
             * @member {number} createRevision
             * @memberof ringkv.v1.Record
             * @instance
             */
            Record.prototype.createRevision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Record modRevision.
             * @member {number} modRevision
             * @memberof ringkv.v1.Record
             * @instance
             */
            Record.prototype.modRevision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Record expiresAt.
             * @member {number} expiresAt
             * @memberof ringkv.v1.Record
             * @instance
             */
            Record.prototype.expiresAt = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Record instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Record
             * @static
             * @param {ringkv.v1.Record.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Record} Record instance
             * @type {{
             *   (properties: ringkv.v1.Record.$Shape): ringkv.v1.Record & ringkv.v1.Record.$Shape;
             *   (properties?: ringkv.v1.Record.$Properties): ringkv.v1.Record;
             * }}
             */
            Record.create = function(properties) {
                return new Record(properties);
            };

            /**
             * Encodes the specified Record message. Does not implicitly {@link ringkv.v1.Record.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Record
             * @static
             * @param {ringkv.v1.Record.$Properties} message Record message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Record.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.value);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.version);
                if (message.createRevision != null && $Object.hasOwnProperty.call(message, "createRevision") && (typeof message.createRevision === "object" ? message.createRevision.low || message.createRevision.high : message.createRevision !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.createRevision);
                if (message.modRevision != null && $Object.hasOwnProperty.call(message, "modRevision") && (typeof message.modRevision === "object" ? message.modRevision.low || message.modRevision.high : message.modRevision !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.modRevision);
                if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt") && (typeof message.expiresAt === "object" ? message.expiresAt.low || message.expiresAt.high : message.expiresAt !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.expiresAt);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Record message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Record
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Record & ringkv.v1.Record.$Shape} Record
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Record.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Record();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.createRevision = value;
                            else
                                delete message.createRevision;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.modRevision = value;
                            else
                                delete message.modRevision;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.expiresAt = value;
                            else
                                delete message.expiresAt;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Record;
        })();

        v1.GetRequest = (function() {

            /**
             * Properties of a GetRequest.
             * @typedef {Object} ringkv.v1.GetRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] GetRequest header
             * @property {Uint8Array|null} [key] GetRequest key
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetRequest.
             * @memberof ringkv.v1
             * @interface IGetRequest
             * @augments ringkv.v1.GetRequest.$Properties
             * @deprecated Use ringkv.v1.GetRequest.$Properties instead.
             */

            /**
             * Shape of a GetRequest.
             * @typedef {ringkv.v1.GetRequest.$Properties} ringkv.v1.GetRequest.$Shape
             */

            /**
             * Constructs a new GetRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a GetRequest.
             * @constructor
             * @param {ringkv.v1.GetRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.GetRequest
             * @instance
             */
            GetRequest.prototype.header = null;

            /**
             * GetRequest key.
             * @member {Uint8Array} key
             * @memberof ringkv.v1.GetRequest
             * @instance
             */
            GetRequest.prototype.key = $util.newBuffer([]);

            /**
             * Creates a new GetRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetRequest
             * @static
             * @param {ringkv.v1.GetRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetRequest} GetRequest instance
             * @type {{
             *   (properties: ringkv.v1.GetRequest.$Shape): ringkv.v1.GetRequest & ringkv.v1.GetRequest.$Shape;
             *   (properties?: ringkv.v1.GetRequest.$Properties): ringkv.v1.GetRequest;
             * }}
             */
            GetRequest.create = function(properties) {
                return new GetRequest(properties);
            };

            /**
             * Encodes the specified GetRequest message. Does not implicitly {@link ringkv.v1.GetRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetRequest
             * @static
             * @param {ringkv.v1.GetRequest.$Properties} message GetRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetRequest & ringkv.v1.GetRequest.$Shape} GetRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetRequest;
        })();

        v1.GetResponse = (function() {

            /**
             * Properties of a GetResponse.
             * @typedef {Object} ringkv.v1.GetResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] GetResponse header
             * @property {ringkv.v1.Record.$Properties|null} [record] GetResponse record
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetResponse.
             * @memberof ringkv.v1
             * @interface IGetResponse
             * @augments ringkv.v1.GetResponse.$Properties
             * @deprecated Use ringkv.v1.GetResponse.$Properties instead.
             */

            /**
             * Shape of a GetResponse.
             * @typedef {ringkv.v1.GetResponse.$Properties} ringkv.v1.GetResponse.$Shape
             */

            /**
             * Constructs a new GetResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a GetResponse.
             * @constructor
             * @param {ringkv.v1.GetResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.GetResponse
             * @instance
             */
            GetResponse.prototype.header = null;

            /**
             * GetResponse record.
             * @member {ringkv.v1.Record.$Properties|null|undefined} record
             * @memberof ringkv.v1.GetResponse
             * @instance
             */
            GetResponse.prototype.record = null;

            /**
             * Creates a new GetResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.GetResponse
             * @static
             * @param {ringkv.v1.GetResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.GetResponse} GetResponse instance
             * @type {{
             *   (properties: ringkv.v1.GetResponse.$Shape): ringkv.v1.GetResponse & ringkv.v1.GetResponse.$Shape;
             *   (properties?: ringkv.v1.GetResponse.$Properties): ringkv.v1.GetResponse;
             * }}
             */
            GetResponse.create = function(properties) {
                return new GetResponse(properties);
            };

            /**
             * Encodes the specified GetResponse message. Does not implicitly {@link ringkv.v1.GetResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.GetResponse
             * @static
             * @param {ringkv.v1.GetResponse.$Properties} message GetResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.record != null && $Object.hasOwnProperty.call(message, "record"))
                    $root.ringkv.v1.Record.encode(message.record, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.GetResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.GetResponse & ringkv.v1.GetResponse.$Shape} GetResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.GetResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.record = $root.ringkv.v1.Record.decode(reader, reader.size(), $undefined, _depth + 1, message.record);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetResponse;
        })();

        v1.BatchGetRequest = (function() {

            /**
             * Properties of a BatchGetRequest.
             * @typedef {Object} ringkv.v1.BatchGetRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] BatchGetRequest header
             * @property {Array.<Uint8Array>|null} [keys] BatchGetRequest keys
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BatchGetRequest.
             * @memberof ringkv.v1
             * @interface IBatchGetRequest
             * @augments ringkv.v1.BatchGetRequest.$Properties
             * @deprecated Use ringkv.v1.BatchGetRequest.$Properties instead.
             */

            /**
             * Shape of a BatchGetRequest.
             * @typedef {ringkv.v1.BatchGetRequest.$Properties} ringkv.v1.BatchGetRequest.$Shape
             */

            /**
             * Constructs a new BatchGetRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a BatchGetRequest.
             * @constructor
             * @param {ringkv.v1.BatchGetRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BatchGetRequest = function (properties) {
                this.keys = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BatchGetRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.BatchGetRequest
             * @instance
             */
            BatchGetRequest.prototype.header = null;

            /**
             * BatchGetRequest keys.
             * @member {Array.<Uint8Array>} keys
             * @memberof ringkv.v1.BatchGetRequest
             * @instance
             */
            BatchGetRequest.prototype.keys = $util.emptyArray;

            /**
             * Creates a new BatchGetRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.BatchGetRequest
             * @static
             * @param {ringkv.v1.BatchGetRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.BatchGetRequest} BatchGetRequest instance
             * @type {{
             *   (properties: ringkv.v1.BatchGetRequest.$Shape): ringkv.v1.BatchGetRequest & ringkv.v1.BatchGetRequest.$Shape;
             *   (properties?: ringkv.v1.BatchGetRequest.$Properties): ringkv.v1.BatchGetRequest;
             * }}
             */
            BatchGetRequest.create = function(properties) {
                return new BatchGetRequest(properties);
            };

            /**
             * Encodes the specified BatchGetRequest message. Does not implicitly {@link ringkv.v1.BatchGetRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.BatchGetRequest
             * @static
             * @param {ringkv.v1.BatchGetRequest.$Properties} message BatchGetRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BatchGetRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.keys != null && message.keys.length)
                    for (let i = 0; i < message.keys.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.keys[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BatchGetRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.BatchGetRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.BatchGetRequest & ringkv.v1.BatchGetRequest.$Shape} BatchGetRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BatchGetRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.BatchGetRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.keys && message.keys.length))
                                message.keys = [];
                            message.keys.push(reader.bytes());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return BatchGetRequest;
        })();

        v1.BatchGetResponse = (function() {

            /**
             * Properties of a BatchGetResponse.
             * @typedef {Object} ringkv.v1.BatchGetResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] BatchGetResponse header
             * @property {Array.<ringkv.v1.BatchGetEntry.$Properties>|null} [entries] BatchGetResponse entries
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BatchGetResponse.
             * @memberof ringkv.v1
             * @interface IBatchGetResponse
             * @augments ringkv.v1.BatchGetResponse.$Properties
             * @deprecated Use ringkv.v1.BatchGetResponse.$Properties instead.
             */

            /**
             * Shape of a BatchGetResponse.
             * @typedef {ringkv.v1.BatchGetResponse.$Properties} ringkv.v1.BatchGetResponse.$Shape
             */

            /**
             * Constructs a new BatchGetResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a BatchGetResponse.
             * @constructor
             * @param {ringkv.v1.BatchGetResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BatchGetResponse = function (properties) {
                this.entries = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BatchGetResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.BatchGetResponse
             * @instance
             */
            BatchGetResponse.prototype.header = null;

            /**
             * BatchGetResponse entries.
             * @member {Array.<ringkv.v1.BatchGetEntry.$Properties>} entries
             * @memberof ringkv.v1.BatchGetResponse
             * @instance
             */
            BatchGetResponse.prototype.entries = $util.emptyArray;

            /**
             * Creates a new BatchGetResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.BatchGetResponse
             * @static
             * @param {ringkv.v1.BatchGetResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.BatchGetResponse} BatchGetResponse instance
             * @type {{
             *   (properties: ringkv.v1.BatchGetResponse.$Shape): ringkv.v1.BatchGetResponse & ringkv.v1.BatchGetResponse.$Shape;
             *   (properties?: ringkv.v1.BatchGetResponse.$Properties): ringkv.v1.BatchGetResponse;
             * }}
             */
            BatchGetResponse.create = function(properties) {
                return new BatchGetResponse(properties);
            };

            /**
             * Encodes the specified BatchGetResponse message. Does not implicitly {@link ringkv.v1.BatchGetResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.BatchGetResponse
             * @static
             * @param {ringkv.v1.BatchGetResponse.$Properties} message BatchGetResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BatchGetResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.entries != null && message.entries.length)
                    for (let i = 0; i < message.entries.length; ++i)
                        $root.ringkv.v1.BatchGetEntry.encode(message.entries[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BatchGetResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.BatchGetResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.BatchGetResponse & ringkv.v1.BatchGetResponse.$Shape} BatchGetResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BatchGetResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.BatchGetResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.entries && message.entries.length))
                                message.entries = [];
                            message.entries.push($root.ringkv.v1.BatchGetEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return BatchGetResponse;
        })();

        v1.BatchGetEntry = (function() {

            /**
             * Properties of a BatchGetEntry.
             * @typedef {Object} ringkv.v1.BatchGetEntry.$Properties
             * @property {ringkv.v1.Record.$Properties|null} [record] BatchGetEntry record
             * @property {number|null} [partition] BatchGetEntry partition
             * @property {number|null} [revision] BatchGetEntry revision
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BatchGetEntry.
             * @memberof ringkv.v1
             * @interface IBatchGetEntry
             * @augments ringkv.v1.BatchGetEntry.$Properties
             * @deprecated Use ringkv.v1.BatchGetEntry.$Properties instead.
             */

            /**
             * Shape of a BatchGetEntry.
             * @typedef {ringkv.v1.BatchGetEntry.$Properties} ringkv.v1.BatchGetEntry.$Shape
             */

            /**
             * Constructs a new BatchGetEntry.
             * @memberof ringkv.v1
             * @classdesc Represents a BatchGetEntry.
             * @constructor
             * @param {ringkv.v1.BatchGetEntry.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BatchGetEntry = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BatchGetEntry record.
             * @member {ringkv.v1.Record.$Properties|null|undefined} record
             * @memberof ringkv.v1.BatchGetEntry
             * @instance
             */
            BatchGetEntry.prototype.record = null;

            /**
             * BatchGetEntry partition.
             * @member {number} partition
             * @memberof ringkv.v1.BatchGetEntry
             * @instance
             */
            BatchGetEntry.prototype.partition = 0;

            /**
             * BatchGetEntry revision.
             * @member {number} revision
             * @memberof ringkv.v1.BatchGetEntry
             * @instance
             */
            BatchGetEntry.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new BatchGetEntry instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.BatchGetEntry
             * @static
             * @param {ringkv.v1.BatchGetEntry.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.BatchGetEntry} BatchGetEntry instance
             * @type {{
             *   (properties: ringkv.v1.BatchGetEntry.$Shape): ringkv.v1.BatchGetEntry & ringkv.v1.BatchGetEntry.$Shape;
             *   (properties?: ringkv.v1.BatchGetEntry.$Properties): ringkv.v1.BatchGetEntry;
             * }}
             */
            BatchGetEntry.create = function(properties) {
                return new BatchGetEntry(properties);
            };

            /**
             * Encodes the specified BatchGetEntry message. Does not implicitly {@link ringkv.v1.BatchGetEntry.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.BatchGetEntry
             * @static
             * @param {ringkv.v1.BatchGetEntry.$Properties} message BatchGetEntry message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BatchGetEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.record != null && $Object.hasOwnProperty.call(message, "record"))
                    $root.ringkv.v1.Record.encode(message.record, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.revision);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BatchGetEntry message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.BatchGetEntry
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.BatchGetEntry & ringkv.v1.BatchGetEntry.$Shape} BatchGetEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BatchGetEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.BatchGetEntry();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.record = $root.ringkv.v1.Record.decode(reader, reader.size(), $undefined, _depth + 1, message.record);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return BatchGetEntry;
        })();

        v1.Expectation = (function() {

            /**
             * Properties of an Expectation.
             * @typedef {Object} ringkv.v1.Expectation.$Properties
             * @property {boolean|null} [absent] Expectation absent
             * @property {number|null} [revision] Expectation revision
             * @property {"absent"|"revision"} [condition] Expectation condition
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Expectation.
             * @memberof ringkv.v1
             * @interface IExpectation
             * @augments ringkv.v1.Expectation.$Properties
             * @deprecated Use ringkv.v1.Expectation.$Properties instead.
             */

            /**
             * Narrowed shape of an Expectation.
             * @typedef {{
             *   absent?: boolean|null;
             *   revision?: number|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ condition?: undefined; absent?: null; revision?: null }|{ condition?: "absent"; absent: boolean; revision?: null }|{ condition?: "revision"; absent?: null; revision: number })
             * )} ringkv.v1.Expectation.$Shape
             */

            /**
             * Constructs a new Expectation.
             * @memberof ringkv.v1
             * @classdesc Represents an Expectation.
             * @constructor
             * @param {ringkv.v1.Expectation.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Expectation = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Expectation absent.
             * @member {boolean|null|undefined} absent
             * @memberof ringkv.v1.Expectation
             * @instance
             */
            Expectation.prototype.absent = null;

            /**
             * Expectation revision.
             * @member {number|null|undefined} revision
             * @memberof ringkv.v1.Expectation
             * @instance
             */
            Expectation.prototype.revision = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Expectation condition.
             * @member {"absent"|"revision"|undefined} condition
             * @memberof ringkv.v1.Expectation
             * @instance
             */
            $Object.defineProperty(Expectation.prototype, "condition", {
                get: $util.oneOfGetter($oneOfFields = ["absent", "revision"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Expectation instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Expectation
             * @static
             * @param {ringkv.v1.Expectation.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Expectation} Expectation instance
             * @type {{
             *   (properties: ringkv.v1.Expectation.$Shape): ringkv.v1.Expectation & ringkv.v1.Expectation.$Shape;
             *   (properties?: ringkv.v1.Expectation.$Properties): ringkv.v1.Expectation;
             * }}
             */
            Expectation.create = function(properties) {
                return new Expectation(properties);
            };

            /**
             * Encodes the specified Expectation message. Does not implicitly {@link ringkv.v1.Expectation.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Expectation
             * @static
             * @param {ringkv.v1.Expectation.$Properties} message Expectation message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Expectation.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.absent != null && $Object.hasOwnProperty.call(message, "absent"))
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.absent);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision"))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Expectation message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Expectation
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Expectation & ringkv.v1.Expectation.$Shape} Expectation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Expectation.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Expectation();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.absent = reader.bool();
                            message.condition = "absent";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.revision = reader.uint64();
                            message.condition = "revision";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Expectation;
        })();

        v1.CurrentRecord = (function() {

            /**
             * Properties of a CurrentRecord.
             * @typedef {Object} ringkv.v1.CurrentRecord.$Properties
             * @property {number|null} [version] CurrentRecord version
             * @property {number|null} [modRevision] CurrentRecord modRevision
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CurrentRecord.
             * @memberof ringkv.v1
             * @interface ICurrentRecord
             * @augments ringkv.v1.CurrentRecord.$Properties
             * @deprecated Use ringkv.v1.CurrentRecord.$Properties instead.
             */

            /**
             * Shape of a CurrentRecord.
             * @typedef {ringkv.v1.CurrentRecord.$Properties} ringkv.v1.CurrentRecord.$Shape
             */

            /**
             * Constructs a new CurrentRecord.
             * @memberof ringkv.v1
             * @classdesc Represents a CurrentRecord.
             * @constructor
             * @param {ringkv.v1.CurrentRecord.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CurrentRecord = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CurrentRecord version.
             * @member {number} version
             * @memberof ringkv.v1.CurrentRecord
             * @instance
             */
            CurrentRecord.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * CurrentRecord modRevision.
             * @member {number} modRevision
             * @memberof ringkv.v1.CurrentRecord
             * @instance
             */
            CurrentRecord.prototype.modRevision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new CurrentRecord instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.CurrentRecord
             * @static
             * @param {ringkv.v1.CurrentRecord.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.CurrentRecord} CurrentRecord instance
             * @type {{
             *   (properties: ringkv.v1.CurrentRecord.$Shape): ringkv.v1.CurrentRecord & ringkv.v1.CurrentRecord.$Shape;
             *   (properties?: ringkv.v1.CurrentRecord.$Properties): ringkv.v1.CurrentRecord;
             * }}
             */
            CurrentRecord.create = function(properties) {
                return new CurrentRecord(properties);
            };

            /**
             * Encodes the specified CurrentRecord message. Does not implicitly {@link ringkv.v1.CurrentRecord.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.CurrentRecord
             * @static
             * @param {ringkv.v1.CurrentRecord.$Properties} message CurrentRecord message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CurrentRecord.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.version);
                if (message.modRevision != null && $Object.hasOwnProperty.call(message, "modRevision") && (typeof message.modRevision === "object" ? message.modRevision.low || message.modRevision.high : message.modRevision !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.modRevision);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CurrentRecord message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.CurrentRecord
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.CurrentRecord & ringkv.v1.CurrentRecord.$Shape} CurrentRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CurrentRecord.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.CurrentRecord();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.modRevision = value;
                            else
                                delete message.modRevision;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CurrentRecord;
        })();

        v1.PutRequest = (function() {

            /**
             * Properties of a PutRequest.
             * @typedef {Object} ringkv.v1.PutRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] PutRequest header
             * @property {Uint8Array|null} [key] PutRequest key
             * @property {Uint8Array|null} [value] PutRequest value
             * @property {number|null} [ttlMs] PutRequest ttlMs
             * @property {ringkv.v1.Expectation.$Properties|null} [expect] PutRequest expect
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PutRequest.
             * @memberof ringkv.v1
             * @interface IPutRequest
             * @augments ringkv.v1.PutRequest.$Properties
             * @deprecated Use ringkv.v1.PutRequest.$Properties instead.
             */

            /**
             * Shape of a PutRequest.
             * @typedef {{
             *   header?: ringkv.v1.RequestHeader.$Shape|null;
             *   key?: Uint8Array|null;
             *   value?: Uint8Array|null;
             *   ttlMs?: number|null;
             *   expect?: ringkv.v1.Expectation.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} ringkv.v1.PutRequest.$Shape
             */

            /**
             * Constructs a new PutRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a PutRequest.
             * @constructor
             * @param {ringkv.v1.PutRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PutRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PutRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.PutRequest
             * @instance
             */
            PutRequest.prototype.header = null;

            /**
             * PutRequest key.
             * @member {Uint8Array} key
             * @memberof ringkv.v1.PutRequest
             * @instance
             */
            PutRequest.prototype.key = $util.newBuffer([]);

            /**
             * PutRequest value.
             * @member {Uint8Array} value
             * @memberof ringkv.v1.PutRequest
             * @instance
             */
            PutRequest.prototype.value = $util.newBuffer([]);

            /**
             * PutRequest ttlMs.
             * @member {number} ttlMs
             * @memberof ringkv.v1.PutRequest
             * @instance
             */
            PutRequest.prototype.ttlMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PutRequest expect.
             * @member {ringkv.v1.Expectation.$Properties|null|undefined} expect
             * @memberof ringkv.v1.PutRequest
             * @instance
             */
            PutRequest.prototype.expect = null;

            /**
             * Creates a new PutRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.PutRequest
             * @static
             * @param {ringkv.v1.PutRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.PutRequest} PutRequest instance
             * @type {{
             *   (properties: ringkv.v1.PutRequest.$Shape): ringkv.v1.PutRequest & ringkv.v1.PutRequest.$Shape;
             *   (properties?: ringkv.v1.PutRequest.$Properties): ringkv.v1.PutRequest;
             * }}
             */
            PutRequest.create = function(properties) {
                return new PutRequest(properties);
            };

            /**
             * Encodes the specified PutRequest message. Does not implicitly {@link ringkv.v1.PutRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.PutRequest
             * @static
             * @param {ringkv.v1.PutRequest.$Properties} message PutRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PutRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.value);
                if (message.ttlMs != null && $Object.hasOwnProperty.call(message, "ttlMs") && (typeof message.ttlMs === "object" ? message.ttlMs.low || message.ttlMs.high : message.ttlMs !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.ttlMs);
                if (message.expect != null && $Object.hasOwnProperty.call(message, "expect"))
                    $root.ringkv.v1.Expectation.encode(message.expect, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PutRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.PutRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.PutRequest & ringkv.v1.PutRequest.$Shape} PutRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PutRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.PutRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.ttlMs = value;
                            else
                                delete message.ttlMs;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.expect = $root.ringkv.v1.Expectation.decode(reader, reader.size(), $undefined, _depth + 1, message.expect);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PutRequest;
        })();

        v1.PutResponse = (function() {

            /**
             * Properties of a PutResponse.
             * @typedef {Object} ringkv.v1.PutResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] PutResponse header
             * @property {boolean|null} [succeeded] PutResponse succeeded
             * @property {number|null} [version] PutResponse version
             * @property {number|null} [expiresAt] PutResponse expiresAt
             * @property {ringkv.v1.CurrentRecord.$Properties|null} [current] PutResponse current
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PutResponse.
             * @memberof ringkv.v1
             * @interface IPutResponse
             * @augments ringkv.v1.PutResponse.$Properties
             * @deprecated Use ringkv.v1.PutResponse.$Properties instead.
             */

            /**
             * Shape of a PutResponse.
             * @typedef {ringkv.v1.PutResponse.$Properties} ringkv.v1.PutResponse.$Shape
             */

            /**
             * Constructs a new PutResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a PutResponse.
             * @constructor
             * @param {ringkv.v1.PutResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PutResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PutResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.PutResponse
             * @instance
             */
            PutResponse.prototype.header = null;

            /**
             * PutResponse succeeded.
             * @member {boolean} succeeded
             * @memberof ringkv.v1.PutResponse
             * @instance
             */
            PutResponse.prototype.succeeded = false;

            /**
             * PutResponse version.
             * @member {number} version
             * @memberof ringkv.v1.PutResponse
             * @instance
             */
            PutResponse.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PutResponse expiresAt.
             * @member {number} expiresAt
             * @memberof ringkv.v1.PutResponse
             * @instance
             */
            PutResponse.prototype.expiresAt = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PutResponse current.
             * @member {ringkv.v1.CurrentRecord.$Properties|null|undefined} current
             * @memberof ringkv.v1.PutResponse
             * @instance
             */
            PutResponse.prototype.current = null;

            /**
             * Creates a new PutResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.PutResponse
             * @static
             * @param {ringkv.v1.PutResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.PutResponse} PutResponse instance
             * @type {{
             *   (properties: ringkv.v1.PutResponse.$Shape): ringkv.v1.PutResponse & ringkv.v1.PutResponse.$Shape;
             *   (properties?: ringkv.v1.PutResponse.$Properties): ringkv.v1.PutResponse;
             * }}
             */
            PutResponse.create = function(properties) {
                return new PutResponse(properties);
            };

            /**
             * Encodes the specified PutResponse message. Does not implicitly {@link ringkv.v1.PutResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.PutResponse
             * @static
             * @param {ringkv.v1.PutResponse.$Properties} message PutResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PutResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.succeeded != null && $Object.hasOwnProperty.call(message, "succeeded") && message.succeeded !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.succeeded);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.version);
                if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt") && (typeof message.expiresAt === "object" ? message.expiresAt.low || message.expiresAt.high : message.expiresAt !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.expiresAt);
                if (message.current != null && $Object.hasOwnProperty.call(message, "current"))
                    $root.ringkv.v1.CurrentRecord.encode(message.current, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PutResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.PutResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.PutResponse & ringkv.v1.PutResponse.$Shape} PutResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PutResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.PutResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.succeeded = value;
                            else
                                delete message.succeeded;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.expiresAt = value;
                            else
                                delete message.expiresAt;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.current = $root.ringkv.v1.CurrentRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.current);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PutResponse;
        })();

        v1.DeleteRequest = (function() {

            /**
             * Properties of a DeleteRequest.
             * @typedef {Object} ringkv.v1.DeleteRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] DeleteRequest header
             * @property {Uint8Array|null} [key] DeleteRequest key
             * @property {ringkv.v1.Expectation.$Properties|null} [expect] DeleteRequest expect
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DeleteRequest.
             * @memberof ringkv.v1
             * @interface IDeleteRequest
             * @augments ringkv.v1.DeleteRequest.$Properties
             * @deprecated Use ringkv.v1.DeleteRequest.$Properties instead.
             */

            /**
             * Shape of a DeleteRequest.
             * @typedef {{
             *   header?: ringkv.v1.RequestHeader.$Shape|null;
             *   key?: Uint8Array|null;
             *   expect?: ringkv.v1.Expectation.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} ringkv.v1.DeleteRequest.$Shape
             */

            /**
             * Constructs a new DeleteRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a DeleteRequest.
             * @constructor
             * @param {ringkv.v1.DeleteRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DeleteRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DeleteRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.DeleteRequest
             * @instance
             */
            DeleteRequest.prototype.header = null;

            /**
             * DeleteRequest key.
             * @member {Uint8Array} key
             * @memberof ringkv.v1.DeleteRequest
             * @instance
             */
            DeleteRequest.prototype.key = $util.newBuffer([]);

            /**
             * DeleteRequest expect.
             * @member {ringkv.v1.Expectation.$Properties|null|undefined} expect
             * @memberof ringkv.v1.DeleteRequest
             * @instance
             */
            DeleteRequest.prototype.expect = null;

            /**
             * Creates a new DeleteRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.DeleteRequest
             * @static
             * @param {ringkv.v1.DeleteRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.DeleteRequest} DeleteRequest instance
             * @type {{
             *   (properties: ringkv.v1.DeleteRequest.$Shape): ringkv.v1.DeleteRequest & ringkv.v1.DeleteRequest.$Shape;
             *   (properties?: ringkv.v1.DeleteRequest.$Properties): ringkv.v1.DeleteRequest;
             * }}
             */
            DeleteRequest.create = function(properties) {
                return new DeleteRequest(properties);
            };

            /**
             * Encodes the specified DeleteRequest message. Does not implicitly {@link ringkv.v1.DeleteRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.DeleteRequest
             * @static
             * @param {ringkv.v1.DeleteRequest.$Properties} message DeleteRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DeleteRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
                if (message.expect != null && $Object.hasOwnProperty.call(message, "expect"))
                    $root.ringkv.v1.Expectation.encode(message.expect, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DeleteRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.DeleteRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.DeleteRequest & ringkv.v1.DeleteRequest.$Shape} DeleteRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DeleteRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.DeleteRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.expect = $root.ringkv.v1.Expectation.decode(reader, reader.size(), $undefined, _depth + 1, message.expect);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DeleteRequest;
        })();

        v1.DeleteResponse = (function() {

            /**
             * Properties of a DeleteResponse.
             * @typedef {Object} ringkv.v1.DeleteResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] DeleteResponse header
             * @property {boolean|null} [succeeded] DeleteResponse succeeded
             * @property {boolean|null} [deleted] DeleteResponse deleted
             * @property {ringkv.v1.CurrentRecord.$Properties|null} [current] DeleteResponse current
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DeleteResponse.
             * @memberof ringkv.v1
             * @interface IDeleteResponse
             * @augments ringkv.v1.DeleteResponse.$Properties
             * @deprecated Use ringkv.v1.DeleteResponse.$Properties instead.
             */

            /**
             * Shape of a DeleteResponse.
             * @typedef {ringkv.v1.DeleteResponse.$Properties} ringkv.v1.DeleteResponse.$Shape
             */

            /**
             * Constructs a new DeleteResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a DeleteResponse.
             * @constructor
             * @param {ringkv.v1.DeleteResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DeleteResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DeleteResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.DeleteResponse
             * @instance
             */
            DeleteResponse.prototype.header = null;

            /**
             * DeleteResponse succeeded.
             * @member {boolean} succeeded
             * @memberof ringkv.v1.DeleteResponse
             * @instance
             */
            DeleteResponse.prototype.succeeded = false;

            /**
             * DeleteResponse deleted.
             * @member {boolean} deleted
             * @memberof ringkv.v1.DeleteResponse
             * @instance
             */
            DeleteResponse.prototype.deleted = false;

            /**
             * DeleteResponse current.
             * @member {ringkv.v1.CurrentRecord.$Properties|null|undefined} current
             * @memberof ringkv.v1.DeleteResponse
             * @instance
             */
            DeleteResponse.prototype.current = null;

            /**
             * Creates a new DeleteResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.DeleteResponse
             * @static
             * @param {ringkv.v1.DeleteResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.DeleteResponse} DeleteResponse instance
             * @type {{
             *   (properties: ringkv.v1.DeleteResponse.$Shape): ringkv.v1.DeleteResponse & ringkv.v1.DeleteResponse.$Shape;
             *   (properties?: ringkv.v1.DeleteResponse.$Properties): ringkv.v1.DeleteResponse;
             * }}
             */
            DeleteResponse.create = function(properties) {
                return new DeleteResponse(properties);
            };

            /**
             * Encodes the specified DeleteResponse message. Does not implicitly {@link ringkv.v1.DeleteResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.DeleteResponse
             * @static
             * @param {ringkv.v1.DeleteResponse.$Properties} message DeleteResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DeleteResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.succeeded != null && $Object.hasOwnProperty.call(message, "succeeded") && message.succeeded !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.succeeded);
                if (message.deleted != null && $Object.hasOwnProperty.call(message, "deleted") && message.deleted !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.deleted);
                if (message.current != null && $Object.hasOwnProperty.call(message, "current"))
                    $root.ringkv.v1.CurrentRecord.encode(message.current, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DeleteResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.DeleteResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.DeleteResponse & ringkv.v1.DeleteResponse.$Shape} DeleteResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DeleteResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.DeleteResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.succeeded = value;
                            else
                                delete message.succeeded;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.deleted = value;
                            else
                                delete message.deleted;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.current = $root.ringkv.v1.CurrentRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.current);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DeleteResponse;
        })();

        v1.IncrementRequest = (function() {

            /**
             * Properties of an IncrementRequest.
             * @typedef {Object} ringkv.v1.IncrementRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] IncrementRequest header
             * @property {Uint8Array|null} [key] IncrementRequest key
             * @property {number|null} [delta] IncrementRequest delta
             * @property {number|null} [min] IncrementRequest min
             * @property {number|null} [max] IncrementRequest max
             * @property {number|null} [ttlMs] IncrementRequest ttlMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an IncrementRequest.
             * @memberof ringkv.v1
             * @interface IIncrementRequest
             * @augments ringkv.v1.IncrementRequest.$Properties
             * @deprecated Use ringkv.v1.IncrementRequest.$Properties instead.
             */

            /**
             * Shape of an IncrementRequest.
             * @typedef {ringkv.v1.IncrementRequest.$Properties} ringkv.v1.IncrementRequest.$Shape
             */

            /**
             * Constructs a new IncrementRequest.
             * @memberof ringkv.v1
             * @classdesc Represents an IncrementRequest.
             * @constructor
             * @param {ringkv.v1.IncrementRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const IncrementRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * IncrementRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.IncrementRequest
             * @instance
             */
            IncrementRequest.prototype.header = null;

            /**
             * IncrementRequest key.
             * @member {Uint8Array} key
             * @memberof ringkv.v1.IncrementRequest
             * @instance
             */
            IncrementRequest.prototype.key = $util.newBuffer([]);

            /**
             * IncrementRequest delta.
             * @member {number} delta
             * @memberof ringkv.v1.IncrementRequest
             * @instance
             */
            IncrementRequest.prototype.delta = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * IncrementRequest min.
             * @member {number|null|undefined} min
             * @memberof ringkv.v1.IncrementRequest
             * @instance
             */
            IncrementRequest.prototype.min = null;

            /**
             * IncrementRequest max.
             * @member {number|null|undefined} max
             * @memberof ringkv.v1.IncrementRequest
             * @instance
             */
            IncrementRequest.prototype.max = null;

            /**
             * IncrementRequest ttlMs.
             * @member {number} ttlMs
             * @memberof ringkv.v1.IncrementRequest
             * @instance
             */
            IncrementRequest.prototype.ttlMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(IncrementRequest.prototype, "_min", {
                get: $util.oneOfGetter($oneOfFields = ["min"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(IncrementRequest.prototype, "_max", {
                get: $util.oneOfGetter($oneOfFields = ["max"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new IncrementRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.IncrementRequest
             * @static
             * @param {ringkv.v1.IncrementRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.IncrementRequest} IncrementRequest instance
             * @type {{
             *   (properties: ringkv.v1.IncrementRequest.$Shape): ringkv.v1.IncrementRequest & ringkv.v1.IncrementRequest.$Shape;
             *   (properties?: ringkv.v1.IncrementRequest.$Properties): ringkv.v1.IncrementRequest;
             * }}
             */
            IncrementRequest.create = function(properties) {
                return new IncrementRequest(properties);
            };

            /**
             * Encodes the specified IncrementRequest message. Does not implicitly {@link ringkv.v1.IncrementRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.IncrementRequest
             * @static
             * @param {ringkv.v1.IncrementRequest.$Properties} message IncrementRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            IncrementRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
                if (message.delta != null && $Object.hasOwnProperty.call(message, "delta") && (typeof message.delta === "object" ? message.delta.low || message.delta.high : message.delta !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.delta);
                if (message.min != null && $Object.hasOwnProperty.call(message, "min"))
                    writer.uint32(/* id 4, wireType 0 =*/32).sint64(message.min);
                if (message.max != null && $Object.hasOwnProperty.call(message, "max"))
                    writer.uint32(/* id 5, wireType 0 =*/40).sint64(message.max);
                if (message.ttlMs != null && $Object.hasOwnProperty.call(message, "ttlMs") && (typeof message.ttlMs === "object" ? message.ttlMs.low || message.ttlMs.high : message.ttlMs !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.ttlMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an IncrementRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.IncrementRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.IncrementRequest & ringkv.v1.IncrementRequest.$Shape} IncrementRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            IncrementRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.IncrementRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                message.delta = value;
                            else
                                delete message.delta;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.min = reader.sint64();
                            message._min = "min";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.max = reader.sint64();
                            message._max = "max";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.ttlMs = value;
                            else
                                delete message.ttlMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return IncrementRequest;
        })();

        v1.IncrementResponse = (function() {

            /**
             * Properties of an IncrementResponse.
             * @typedef {Object} ringkv.v1.IncrementResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] IncrementResponse header
             * @property {boolean|null} [succeeded] IncrementResponse succeeded
             * @property {number|null} [value] IncrementResponse value
             * @property {number|null} [version] IncrementResponse version
             * @property {number|null} [expiresAt] IncrementResponse expiresAt
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an IncrementResponse.
             * @memberof ringkv.v1
             * @interface IIncrementResponse
             * @augments ringkv.v1.IncrementResponse.$Properties
             * @deprecated Use ringkv.v1.IncrementResponse.$Properties instead.
             */

            /**
             * Shape of an IncrementResponse.
             * @typedef {ringkv.v1.IncrementResponse.$Properties} ringkv.v1.IncrementResponse.$Shape
             */

            /**
             * Constructs a new IncrementResponse.
             * @memberof ringkv.v1
             * @classdesc Represents an IncrementResponse.
             * @constructor
             * @param {ringkv.v1.IncrementResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const IncrementResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * IncrementResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.IncrementResponse
             * @instance
             */
            IncrementResponse.prototype.header = null;

            /**
             * IncrementResponse succeeded.
             * @member {boolean} succeeded
             * @memberof ringkv.v1.IncrementResponse
             * @instance
             */
            IncrementResponse.prototype.succeeded = false;

            /**
             * IncrementResponse value.
             * @member {number} value
             * @memberof ringkv.v1.IncrementResponse
             * @instance
             */
            IncrementResponse.prototype.value = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * IncrementResponse version.
             * @member {number} version
             * @memberof ringkv.v1.IncrementResponse
             * @instance
             */
            IncrementResponse.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * IncrementResponse expiresAt.
             * @member {number} expiresAt
             * @memberof ringkv.v1.IncrementResponse
             * @instance
             */
            IncrementResponse.prototype.expiresAt = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new IncrementResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.IncrementResponse
             * @static
             * @param {ringkv.v1.IncrementResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.IncrementResponse} IncrementResponse instance
             * @type {{
             *   (properties: ringkv.v1.IncrementResponse.$Shape): ringkv.v1.IncrementResponse & ringkv.v1.IncrementResponse.$Shape;
             *   (properties?: ringkv.v1.IncrementResponse.$Properties): ringkv.v1.IncrementResponse;
             * }}
             */
            IncrementResponse.create = function(properties) {
                return new IncrementResponse(properties);
            };

            /**
             * Encodes the specified IncrementResponse message. Does not implicitly {@link ringkv.v1.IncrementResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.IncrementResponse
             * @static
             * @param {ringkv.v1.IncrementResponse.$Properties} message IncrementResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            IncrementResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.succeeded != null && $Object.hasOwnProperty.call(message, "succeeded") && message.succeeded !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.succeeded);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && (typeof message.value === "object" ? message.value.low || message.value.high : message.value !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.value);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.version);
                if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt") && (typeof message.expiresAt === "object" ? message.expiresAt.low || message.expiresAt.high : message.expiresAt !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.expiresAt);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an IncrementResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.IncrementResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.IncrementResponse & ringkv.v1.IncrementResponse.$Shape} IncrementResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            IncrementResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.IncrementResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.succeeded = value;
                            else
                                delete message.succeeded;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.expiresAt = value;
                            else
                                delete message.expiresAt;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return IncrementResponse;
        })();

        v1.TouchRequest = (function() {

            /**
             * Properties of a TouchRequest.
             * @typedef {Object} ringkv.v1.TouchRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] TouchRequest header
             * @property {Uint8Array|null} [key] TouchRequest key
             * @property {number|null} [ttlMs] TouchRequest ttlMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TouchRequest.
             * @memberof ringkv.v1
             * @interface ITouchRequest
             * @augments ringkv.v1.TouchRequest.$Properties
             * @deprecated Use ringkv.v1.TouchRequest.$Properties instead.
             */

            /**
             * Shape of a TouchRequest.
             * @typedef {ringkv.v1.TouchRequest.$Properties} ringkv.v1.TouchRequest.$Shape
             */

            /**
             * Constructs a new TouchRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a TouchRequest.
             * @constructor
             * @param {ringkv.v1.TouchRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TouchRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TouchRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.TouchRequest
             * @instance
             */
            TouchRequest.prototype.header = null;

            /**
             * TouchRequest key.
             * @member {Uint8Array} key
             * @memberof ringkv.v1.TouchRequest
             * @instance
             */
            TouchRequest.prototype.key = $util.newBuffer([]);

            /**
             * TouchRequest ttlMs.
             * @member {number} ttlMs
             * @memberof ringkv.v1.TouchRequest
             * @instance
             */
            TouchRequest.prototype.ttlMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new TouchRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.TouchRequest
             * @static
             * @param {ringkv.v1.TouchRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.TouchRequest} TouchRequest instance
             * @type {{
             *   (properties: ringkv.v1.TouchRequest.$Shape): ringkv.v1.TouchRequest & ringkv.v1.TouchRequest.$Shape;
             *   (properties?: ringkv.v1.TouchRequest.$Properties): ringkv.v1.TouchRequest;
             * }}
             */
            TouchRequest.create = function(properties) {
                return new TouchRequest(properties);
            };

            /**
             * Encodes the specified TouchRequest message. Does not implicitly {@link ringkv.v1.TouchRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.TouchRequest
             * @static
             * @param {ringkv.v1.TouchRequest.$Properties} message TouchRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TouchRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
                if (message.ttlMs != null && $Object.hasOwnProperty.call(message, "ttlMs") && (typeof message.ttlMs === "object" ? message.ttlMs.low || message.ttlMs.high : message.ttlMs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.ttlMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TouchRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.TouchRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.TouchRequest & ringkv.v1.TouchRequest.$Shape} TouchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TouchRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.TouchRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.ttlMs = value;
                            else
                                delete message.ttlMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TouchRequest;
        })();

        v1.TouchResponse = (function() {

            /**
             * Properties of a TouchResponse.
             * @typedef {Object} ringkv.v1.TouchResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] TouchResponse header
             * @property {boolean|null} [found] TouchResponse found
             * @property {number|null} [expiresAt] TouchResponse expiresAt
             * @property {number|null} [version] TouchResponse version
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TouchResponse.
             * @memberof ringkv.v1
             * @interface ITouchResponse
             * @augments ringkv.v1.TouchResponse.$Properties
             * @deprecated Use ringkv.v1.TouchResponse.$Properties instead.
             */

            /**
             * Shape of a TouchResponse.
             * @typedef {ringkv.v1.TouchResponse.$Properties} ringkv.v1.TouchResponse.$Shape
             */

            /**
             * Constructs a new TouchResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a TouchResponse.
             * @constructor
             * @param {ringkv.v1.TouchResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TouchResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TouchResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.TouchResponse
             * @instance
             */
            TouchResponse.prototype.header = null;

            /**
             * TouchResponse found.
             * @member {boolean} found
             * @memberof ringkv.v1.TouchResponse
             * @instance
             */
            TouchResponse.prototype.found = false;

            /**
             * TouchResponse expiresAt.
             * @member {number} expiresAt
             * @memberof ringkv.v1.TouchResponse
             * @instance
             */
            TouchResponse.prototype.expiresAt = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TouchResponse version.
             * @member {number} version
             * @memberof ringkv.v1.TouchResponse
             * @instance
             */
            TouchResponse.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new TouchResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.TouchResponse
             * @static
             * @param {ringkv.v1.TouchResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.TouchResponse} TouchResponse instance
             * @type {{
             *   (properties: ringkv.v1.TouchResponse.$Shape): ringkv.v1.TouchResponse & ringkv.v1.TouchResponse.$Shape;
             *   (properties?: ringkv.v1.TouchResponse.$Properties): ringkv.v1.TouchResponse;
             * }}
             */
            TouchResponse.create = function(properties) {
                return new TouchResponse(properties);
            };

            /**
             * Encodes the specified TouchResponse message. Does not implicitly {@link ringkv.v1.TouchResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.TouchResponse
             * @static
             * @param {ringkv.v1.TouchResponse.$Properties} message TouchResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TouchResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.found != null && $Object.hasOwnProperty.call(message, "found") && message.found !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.found);
                if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt") && (typeof message.expiresAt === "object" ? message.expiresAt.low || message.expiresAt.high : message.expiresAt !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.expiresAt);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.version);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TouchResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.TouchResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.TouchResponse & ringkv.v1.TouchResponse.$Shape} TouchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TouchResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.TouchResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.found = value;
                            else
                                delete message.found;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.expiresAt = value;
                            else
                                delete message.expiresAt;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TouchResponse;
        })();

        /**
         * Relation enum.
         * @name ringkv.v1.Relation
         * @enum {number}
         * @property {number} RELATION_UNSPECIFIED=0 RELATION_UNSPECIFIED value
         * @property {number} EQUAL=1 EQUAL value
         * @property {number} NOT_EQUAL=2 NOT_EQUAL value
         * @property {number} LESS=3 LESS value
         * @property {number} LESS_OR_EQUAL=4 LESS_OR_EQUAL value
         * @property {number} GREATER=5 GREATER value
         * @property {number} GREATER_OR_EQUAL=6 GREATER_OR_EQUAL value
         */
        v1.Relation = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "RELATION_UNSPECIFIED"] = 0;
            values[valuesById[1] = "EQUAL"] = 1;
            values[valuesById[2] = "NOT_EQUAL"] = 2;
            values[valuesById[3] = "LESS"] = 3;
            values[valuesById[4] = "LESS_OR_EQUAL"] = 4;
            values[valuesById[5] = "GREATER"] = 5;
            values[valuesById[6] = "GREATER_OR_EQUAL"] = 6;
            return values;
        })();

        v1.Compare = (function() {

            /**
             * Properties of a Compare.
             * @typedef {Object} ringkv.v1.Compare.$Properties
             * @property {ringkv.v1.Relation|null} [relation] Compare relation
             * @property {Uint8Array|null} [key] Compare key
             * @property {Uint8Array|null} [value] Compare value
             * @property {number|null} [version] Compare version
             * @property {number|null} [modRevision] Compare modRevision
             * @property {boolean|null} [exists] Compare exists
             * @property {number|null} [partitionTimeMs] Compare partitionTimeMs
             * @property {"value"|"version"|"modRevision"|"exists"|"partitionTimeMs"} [target] Compare target
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Compare.
             * @memberof ringkv.v1
             * @interface ICompare
             * @augments ringkv.v1.Compare.$Properties
             * @deprecated Use ringkv.v1.Compare.$Properties instead.
             */

            /**
             * Narrowed shape of a Compare.
             * @typedef {{
             *   relation?: ringkv.v1.Relation|null;
             *   key?: Uint8Array|null;
             *   value?: Uint8Array|null;
             *   version?: number|null;
             *   modRevision?: number|null;
             *   exists?: boolean|null;
             *   partitionTimeMs?: number|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ target?: undefined; value?: null; version?: null; modRevision?: null; exists?: null; partitionTimeMs?: null }|{ target?: "value"; value: Uint8Array; version?: null; modRevision?: null; exists?: null; partitionTimeMs?: null }|{ target?: "version"; value?: null; version: number; modRevision?: null; exists?: null; partitionTimeMs?: null }|{ target?: "modRevision"; value?: null; version?: null; modRevision: number; exists?: null; partitionTimeMs?: null }|{ target?: "exists"; value?: null; version?: null; modRevision?: null; exists: boolean; partitionTimeMs?: null }|{ target?: "partitionTimeMs"; value?: null; version?: null; modRevision?: null; exists?: null; partitionTimeMs: number })
             * )} ringkv.v1.Compare.$Shape
             */

            /**
             * Constructs a new Compare.
             * @memberof ringkv.v1
             * @classdesc Represents a Compare.
             * @constructor
             * @param {ringkv.v1.Compare.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Compare = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Compare relation.
             * @member {ringkv.v1.Relation} relation
             * @memberof ringkv.v1.Compare
             * @instance
             */
            Compare.prototype.relation = 0;

            /**
             * Compare key.
             * @member {Uint8Array} key
             * @memberof ringkv.v1.Compare
             * @instance
             */
            Compare.prototype.key = $util.newBuffer([]);

            /**
             * Compare value.
             * @member {Uint8Array|null|undefined} value
             * @memberof ringkv.v1.Compare
             * @instance
             */
            Compare.prototype.value = null;

            /**
             * Compare version.
             * @member {number|null|undefined} version
             * @memberof ringkv.v1.Compare
             * @instance
             */
            Compare.prototype.version = null;

            /**
             * Compare modRevision.
             * @member {number|null|undefined} modRevision
             * @memberof ringkv.v1.Compare
             * @instance
             */
            Compare.prototype.modRevision = null;

            /**
             * Compare exists.
             * @member {boolean|null|undefined} exists
             * @memberof ringkv.v1.Compare
             * @instance
             */
            Compare.prototype.exists = null;

            /**
             * Compare partitionTimeMs.
             * @member {number|null|undefined} partitionTimeMs
             * @memberof ringkv.v1.Compare
             * @instance
             */
            Compare.prototype.partitionTimeMs = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Compare target.
             * @member {"value"|"version"|"modRevision"|"exists"|"partitionTimeMs"|undefined} target
             * @memberof ringkv.v1.Compare
             * @instance
             */
            $Object.defineProperty(Compare.prototype, "target", {
                get: $util.oneOfGetter($oneOfFields = ["value", "version", "modRevision", "exists", "partitionTimeMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Compare instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Compare
             * @static
             * @param {ringkv.v1.Compare.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Compare} Compare instance
             * @type {{
             *   (properties: ringkv.v1.Compare.$Shape): ringkv.v1.Compare & ringkv.v1.Compare.$Shape;
             *   (properties?: ringkv.v1.Compare.$Properties): ringkv.v1.Compare;
             * }}
             */
            Compare.create = function(properties) {
                return new Compare(properties);
            };

            /**
             * Encodes the specified Compare message. Does not implicitly {@link ringkv.v1.Compare.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Compare
             * @static
             * @param {ringkv.v1.Compare.$Properties} message Compare message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Compare.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.relation != null && $Object.hasOwnProperty.call(message, "relation") && message.relation !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.relation);
                if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.value);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.version);
                if (message.modRevision != null && $Object.hasOwnProperty.call(message, "modRevision"))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.modRevision);
                if (message.exists != null && $Object.hasOwnProperty.call(message, "exists"))
                    writer.uint32(/* id 6, wireType 0 =*/48).bool(message.exists);
                if (message.partitionTimeMs != null && $Object.hasOwnProperty.call(message, "partitionTimeMs"))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.partitionTimeMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Compare message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Compare
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Compare & ringkv.v1.Compare.$Shape} Compare
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Compare.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Compare();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.relation = value;
                            else
                                delete message.relation;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.value = reader.bytes();
                            message.target = "value";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.version = reader.uint64();
                            message.target = "version";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.modRevision = reader.uint64();
                            message.target = "modRevision";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            message.exists = reader.bool();
                            message.target = "exists";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            message.partitionTimeMs = reader.uint64();
                            message.target = "partitionTimeMs";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Compare;
        })();

        v1.TxnOperation = (function() {

            /**
             * Properties of a TxnOperation.
             * @typedef {Object} ringkv.v1.TxnOperation.$Properties
             * @property {ringkv.v1.GetRequest.$Properties|null} [get] TxnOperation get
             * @property {ringkv.v1.PutRequest.$Properties|null} [put] TxnOperation put
             * @property {ringkv.v1.DeleteRequest.$Properties|null} ["delete"] TxnOperation delete
             * @property {ringkv.v1.IncrementRequest.$Properties|null} [increment] TxnOperation increment
             * @property {ringkv.v1.TouchRequest.$Properties|null} [touch] TxnOperation touch
             * @property {"get"|"put"|"delete"|"increment"|"touch"} [request] TxnOperation request
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TxnOperation.
             * @memberof ringkv.v1
             * @interface ITxnOperation
             * @augments ringkv.v1.TxnOperation.$Properties
             * @deprecated Use ringkv.v1.TxnOperation.$Properties instead.
             */

            /**
             * Narrowed shape of a TxnOperation.
             * @typedef {{
             *   get?: ringkv.v1.GetRequest.$Shape|null;
             *   put?: ringkv.v1.PutRequest.$Shape|null;
             *   "delete"?: ringkv.v1.DeleteRequest.$Shape|null;
             *   increment?: ringkv.v1.IncrementRequest.$Shape|null;
             *   touch?: ringkv.v1.TouchRequest.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ request?: undefined; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null }|{ request?: "get"; get: ringkv.v1.GetRequest.$Shape; put?: null; "delete"?: null; increment?: null; touch?: null }|{ request?: "put"; get?: null; put: ringkv.v1.PutRequest.$Shape; "delete"?: null; increment?: null; touch?: null }|{ request?: "delete"; get?: null; put?: null; "delete": ringkv.v1.DeleteRequest.$Shape; increment?: null; touch?: null }|{ request?: "increment"; get?: null; put?: null; "delete"?: null; increment: ringkv.v1.IncrementRequest.$Shape; touch?: null }|{ request?: "touch"; get?: null; put?: null; "delete"?: null; increment?: null; touch: ringkv.v1.TouchRequest.$Shape })
             * )} ringkv.v1.TxnOperation.$Shape
             */

            /**
             * Constructs a new TxnOperation.
             * @memberof ringkv.v1
             * @classdesc Represents a TxnOperation.
             * @constructor
             * @param {ringkv.v1.TxnOperation.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TxnOperation = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TxnOperation get.
             * @member {ringkv.v1.GetRequest.$Properties|null|undefined} get
             * @memberof ringkv.v1.TxnOperation
             * @instance
             */
            TxnOperation.prototype.get = null;

            /**
             * TxnOperation put.
             * @member {ringkv.v1.PutRequest.$Properties|null|undefined} put
             * @memberof ringkv.v1.TxnOperation
             * @instance
             */
            TxnOperation.prototype.put = null;

            /**
             * TxnOperation delete.
             * @member {ringkv.v1.DeleteRequest.$Properties|null|undefined} delete
             * @memberof ringkv.v1.TxnOperation
             * @instance
             */
            TxnOperation.prototype["delete"] = null;

            /**
             * TxnOperation increment.
             * @member {ringkv.v1.IncrementRequest.$Properties|null|undefined} increment
             * @memberof ringkv.v1.TxnOperation
             * @instance
             */
            TxnOperation.prototype.increment = null;

            /**
             * TxnOperation touch.
             * @member {ringkv.v1.TouchRequest.$Properties|null|undefined} touch
             * @memberof ringkv.v1.TxnOperation
             * @instance
             */
            TxnOperation.prototype.touch = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * TxnOperation request.
             * @member {"get"|"put"|"delete"|"increment"|"touch"|undefined} request
             * @memberof ringkv.v1.TxnOperation
             * @instance
             */
            $Object.defineProperty(TxnOperation.prototype, "request", {
                get: $util.oneOfGetter($oneOfFields = ["get", "put", "delete", "increment", "touch"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new TxnOperation instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.TxnOperation
             * @static
             * @param {ringkv.v1.TxnOperation.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.TxnOperation} TxnOperation instance
             * @type {{
             *   (properties: ringkv.v1.TxnOperation.$Shape): ringkv.v1.TxnOperation & ringkv.v1.TxnOperation.$Shape;
             *   (properties?: ringkv.v1.TxnOperation.$Properties): ringkv.v1.TxnOperation;
             * }}
             */
            TxnOperation.create = function(properties) {
                return new TxnOperation(properties);
            };

            /**
             * Encodes the specified TxnOperation message. Does not implicitly {@link ringkv.v1.TxnOperation.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.TxnOperation
             * @static
             * @param {ringkv.v1.TxnOperation.$Properties} message TxnOperation message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TxnOperation.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.get != null && $Object.hasOwnProperty.call(message, "get"))
                    $root.ringkv.v1.GetRequest.encode(message.get, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.put != null && $Object.hasOwnProperty.call(message, "put"))
                    $root.ringkv.v1.PutRequest.encode(message.put, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message["delete"] != null && $Object.hasOwnProperty.call(message, "delete"))
                    $root.ringkv.v1.DeleteRequest.encode(message["delete"], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.increment != null && $Object.hasOwnProperty.call(message, "increment"))
                    $root.ringkv.v1.IncrementRequest.encode(message.increment, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.touch != null && $Object.hasOwnProperty.call(message, "touch"))
                    $root.ringkv.v1.TouchRequest.encode(message.touch, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TxnOperation message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.TxnOperation
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnOperation & ringkv.v1.TxnOperation.$Shape} TxnOperation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TxnOperation.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.TxnOperation();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.get = $root.ringkv.v1.GetRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.get);
                            message.request = "get";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.put = $root.ringkv.v1.PutRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.put);
                            message.request = "put";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message["delete"] = $root.ringkv.v1.DeleteRequest.decode(reader, reader.size(), $undefined, _depth + 1, message["delete"]);
                            message.request = "delete";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.increment = $root.ringkv.v1.IncrementRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.increment);
                            message.request = "increment";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.touch = $root.ringkv.v1.TouchRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.touch);
                            message.request = "touch";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TxnOperation;
        })();

        v1.TxnRequest = (function() {

            /**
             * Properties of a TxnRequest.
             * @typedef {Object} ringkv.v1.TxnRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] TxnRequest header
             * @property {Array.<ringkv.v1.Compare.$Properties>|null} [compare] TxnRequest compare
             * @property {Array.<ringkv.v1.TxnOperation.$Properties>|null} [success] TxnRequest success
             * @property {Array.<ringkv.v1.TxnOperation.$Properties>|null} [failure] TxnRequest failure
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TxnRequest.
             * @memberof ringkv.v1
             * @interface ITxnRequest
             * @augments ringkv.v1.TxnRequest.$Properties
             * @deprecated Use ringkv.v1.TxnRequest.$Properties instead.
             */

            /**
             * Shape of a TxnRequest.
             * @typedef {{
             *   header?: ringkv.v1.RequestHeader.$Shape|null;
             *   compare?: Array.<ringkv.v1.Compare.$Shape>|null;
             *   success?: Array.<ringkv.v1.TxnOperation.$Shape>|null;
             *   failure?: Array.<ringkv.v1.TxnOperation.$Shape>|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} ringkv.v1.TxnRequest.$Shape
             */

            /**
             * Constructs a new TxnRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a TxnRequest.
             * @constructor
             * @param {ringkv.v1.TxnRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TxnRequest = function (properties) {
                this.compare = [];
                this.success = [];
                this.failure = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TxnRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.TxnRequest
             * @instance
             */
            TxnRequest.prototype.header = null;

            /**
             * TxnRequest compare.
             * @member {Array.<ringkv.v1.Compare.$Properties>} compare
             * @memberof ringkv.v1.TxnRequest
             * @instance
             */
            TxnRequest.prototype.compare = $util.emptyArray;

            /**
             * TxnRequest success.
             * @member {Array.<ringkv.v1.TxnOperation.$Properties>} success
             * @memberof ringkv.v1.TxnRequest
             * @instance
             */
            TxnRequest.prototype.success = $util.emptyArray;

            /**
             * TxnRequest failure.
             * @member {Array.<ringkv.v1.TxnOperation.$Properties>} failure
             * @memberof ringkv.v1.TxnRequest
             * @instance
             */
            TxnRequest.prototype.failure = $util.emptyArray;

            /**
             * Creates a new TxnRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.TxnRequest
             * @static
             * @param {ringkv.v1.TxnRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.TxnRequest} TxnRequest instance
             * @type {{
             *   (properties: ringkv.v1.TxnRequest.$Shape): ringkv.v1.TxnRequest & ringkv.v1.TxnRequest.$Shape;
             *   (properties?: ringkv.v1.TxnRequest.$Properties): ringkv.v1.TxnRequest;
             * }}
             */
            TxnRequest.create = function(properties) {
                return new TxnRequest(properties);
            };

            /**
             * Encodes the specified TxnRequest message. Does not implicitly {@link ringkv.v1.TxnRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.TxnRequest
             * @static
             * @param {ringkv.v1.TxnRequest.$Properties} message TxnRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TxnRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.compare != null && message.compare.length)
                    for (let i = 0; i < message.compare.length; ++i)
                        $root.ringkv.v1.Compare.encode(message.compare[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.success != null && message.success.length)
                    for (let i = 0; i < message.success.length; ++i)
                        $root.ringkv.v1.TxnOperation.encode(message.success[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.failure != null && message.failure.length)
                    for (let i = 0; i < message.failure.length; ++i)
                        $root.ringkv.v1.TxnOperation.encode(message.failure[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TxnRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.TxnRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnRequest & ringkv.v1.TxnRequest.$Shape} TxnRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TxnRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.TxnRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.compare && message.compare.length))
                                message.compare = [];
                            message.compare.push($root.ringkv.v1.Compare.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.success && message.success.length))
                                message.success = [];
                            message.success.push($root.ringkv.v1.TxnOperation.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.failure && message.failure.length))
                                message.failure = [];
                            message.failure.push($root.ringkv.v1.TxnOperation.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TxnRequest;
        })();

        v1.TxnResponse = (function() {

            /**
             * Properties of a TxnResponse.
             * @typedef {Object} ringkv.v1.TxnResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] TxnResponse header
             * @property {boolean|null} [succeeded] TxnResponse succeeded
             * @property {Array.<ringkv.v1.TxnResult.$Properties>|null} [results] TxnResponse results
             * @property {ringkv.v1.TxnRefusal.$Properties|null} [refused] TxnResponse refused
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TxnResponse.
             * @memberof ringkv.v1
             * @interface ITxnResponse
             * @augments ringkv.v1.TxnResponse.$Properties
             * @deprecated Use ringkv.v1.TxnResponse.$Properties instead.
             */

            /**
             * Shape of a TxnResponse.
             * @typedef {{
             *   header?: ringkv.v1.ResponseHeader.$Shape|null;
             *   succeeded?: boolean|null;
             *   results?: Array.<ringkv.v1.TxnResult.$Shape>|null;
             *   refused?: ringkv.v1.TxnRefusal.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} ringkv.v1.TxnResponse.$Shape
             */

            /**
             * Constructs a new TxnResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a TxnResponse.
             * @constructor
             * @param {ringkv.v1.TxnResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TxnResponse = function (properties) {
                this.results = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TxnResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.TxnResponse
             * @instance
             */
            TxnResponse.prototype.header = null;

            /**
             * TxnResponse succeeded.
             * @member {boolean} succeeded
             * @memberof ringkv.v1.TxnResponse
             * @instance
             */
            TxnResponse.prototype.succeeded = false;

            /**
             * TxnResponse results.
             * @member {Array.<ringkv.v1.TxnResult.$Properties>} results
             * @memberof ringkv.v1.TxnResponse
             * @instance
             */
            TxnResponse.prototype.results = $util.emptyArray;

            /**
             * TxnResponse refused.
             * @member {ringkv.v1.TxnRefusal.$Properties|null|undefined} refused
             * @memberof ringkv.v1.TxnResponse
             * @instance
             */
            TxnResponse.prototype.refused = null;

            /**
             * Creates a new TxnResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.TxnResponse
             * @static
             * @param {ringkv.v1.TxnResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.TxnResponse} TxnResponse instance
             * @type {{
             *   (properties: ringkv.v1.TxnResponse.$Shape): ringkv.v1.TxnResponse & ringkv.v1.TxnResponse.$Shape;
             *   (properties?: ringkv.v1.TxnResponse.$Properties): ringkv.v1.TxnResponse;
             * }}
             */
            TxnResponse.create = function(properties) {
                return new TxnResponse(properties);
            };

            /**
             * Encodes the specified TxnResponse message. Does not implicitly {@link ringkv.v1.TxnResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.TxnResponse
             * @static
             * @param {ringkv.v1.TxnResponse.$Properties} message TxnResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TxnResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.succeeded != null && $Object.hasOwnProperty.call(message, "succeeded") && message.succeeded !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.succeeded);
                if (message.results != null && message.results.length)
                    for (let i = 0; i < message.results.length; ++i)
                        $root.ringkv.v1.TxnResult.encode(message.results[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.refused != null && $Object.hasOwnProperty.call(message, "refused"))
                    $root.ringkv.v1.TxnRefusal.encode(message.refused, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TxnResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.TxnResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnResponse & ringkv.v1.TxnResponse.$Shape} TxnResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TxnResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.TxnResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.succeeded = value;
                            else
                                delete message.succeeded;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.results && message.results.length))
                                message.results = [];
                            message.results.push($root.ringkv.v1.TxnResult.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.refused = $root.ringkv.v1.TxnRefusal.decode(reader, reader.size(), $undefined, _depth + 1, message.refused);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TxnResponse;
        })();

        v1.TxnResult = (function() {

            /**
             * Properties of a TxnResult.
             * @typedef {Object} ringkv.v1.TxnResult.$Properties
             * @property {ringkv.v1.GetResponse.$Properties|null} [get] TxnResult get
             * @property {ringkv.v1.PutResponse.$Properties|null} [put] TxnResult put
             * @property {ringkv.v1.DeleteResponse.$Properties|null} ["delete"] TxnResult delete
             * @property {ringkv.v1.IncrementResponse.$Properties|null} [increment] TxnResult increment
             * @property {ringkv.v1.TouchResponse.$Properties|null} [touch] TxnResult touch
             * @property {"get"|"put"|"delete"|"increment"|"touch"} [response] TxnResult response
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TxnResult.
             * @memberof ringkv.v1
             * @interface ITxnResult
             * @augments ringkv.v1.TxnResult.$Properties
             * @deprecated Use ringkv.v1.TxnResult.$Properties instead.
             */

            /**
             * Narrowed shape of a TxnResult.
             * @typedef {{
             *   get?: ringkv.v1.GetResponse.$Shape|null;
             *   put?: ringkv.v1.PutResponse.$Shape|null;
             *   "delete"?: ringkv.v1.DeleteResponse.$Shape|null;
             *   increment?: ringkv.v1.IncrementResponse.$Shape|null;
             *   touch?: ringkv.v1.TouchResponse.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ response?: undefined; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null }|{ response?: "get"; get: ringkv.v1.GetResponse.$Shape; put?: null; "delete"?: null; increment?: null; touch?: null }|{ response?: "put"; get?: null; put: ringkv.v1.PutResponse.$Shape; "delete"?: null; increment?: null; touch?: null }|{ response?: "delete"; get?: null; put?: null; "delete": ringkv.v1.DeleteResponse.$Shape; increment?: null; touch?: null }|{ response?: "increment"; get?: null; put?: null; "delete"?: null; increment: ringkv.v1.IncrementResponse.$Shape; touch?: null }|{ response?: "touch"; get?: null; put?: null; "delete"?: null; increment?: null; touch: ringkv.v1.TouchResponse.$Shape })
             * )} ringkv.v1.TxnResult.$Shape
             */

            /**
             * Constructs a new TxnResult.
             * @memberof ringkv.v1
             * @classdesc Represents a TxnResult.
             * @constructor
             * @param {ringkv.v1.TxnResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TxnResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TxnResult get.
             * @member {ringkv.v1.GetResponse.$Properties|null|undefined} get
             * @memberof ringkv.v1.TxnResult
             * @instance
             */
            TxnResult.prototype.get = null;

            /**
             * TxnResult put.
             * @member {ringkv.v1.PutResponse.$Properties|null|undefined} put
             * @memberof ringkv.v1.TxnResult
             * @instance
             */
            TxnResult.prototype.put = null;

            /**
             * TxnResult delete.
             * @member {ringkv.v1.DeleteResponse.$Properties|null|undefined} delete
             * @memberof ringkv.v1.TxnResult
             * @instance
             */
            TxnResult.prototype["delete"] = null;

            /**
             * TxnResult increment.
             * @member {ringkv.v1.IncrementResponse.$Properties|null|undefined} increment
             * @memberof ringkv.v1.TxnResult
             * @instance
             */
            TxnResult.prototype.increment = null;

            /**
             * TxnResult touch.
             * @member {ringkv.v1.TouchResponse.$Properties|null|undefined} touch
             * @memberof ringkv.v1.TxnResult
             * @instance
             */
            TxnResult.prototype.touch = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * TxnResult response.
             * @member {"get"|"put"|"delete"|"increment"|"touch"|undefined} response
             * @memberof ringkv.v1.TxnResult
             * @instance
             */
            $Object.defineProperty(TxnResult.prototype, "response", {
                get: $util.oneOfGetter($oneOfFields = ["get", "put", "delete", "increment", "touch"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new TxnResult instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.TxnResult
             * @static
             * @param {ringkv.v1.TxnResult.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.TxnResult} TxnResult instance
             * @type {{
             *   (properties: ringkv.v1.TxnResult.$Shape): ringkv.v1.TxnResult & ringkv.v1.TxnResult.$Shape;
             *   (properties?: ringkv.v1.TxnResult.$Properties): ringkv.v1.TxnResult;
             * }}
             */
            TxnResult.create = function(properties) {
                return new TxnResult(properties);
            };

            /**
             * Encodes the specified TxnResult message. Does not implicitly {@link ringkv.v1.TxnResult.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.TxnResult
             * @static
             * @param {ringkv.v1.TxnResult.$Properties} message TxnResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TxnResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.get != null && $Object.hasOwnProperty.call(message, "get"))
                    $root.ringkv.v1.GetResponse.encode(message.get, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.put != null && $Object.hasOwnProperty.call(message, "put"))
                    $root.ringkv.v1.PutResponse.encode(message.put, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message["delete"] != null && $Object.hasOwnProperty.call(message, "delete"))
                    $root.ringkv.v1.DeleteResponse.encode(message["delete"], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.increment != null && $Object.hasOwnProperty.call(message, "increment"))
                    $root.ringkv.v1.IncrementResponse.encode(message.increment, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.touch != null && $Object.hasOwnProperty.call(message, "touch"))
                    $root.ringkv.v1.TouchResponse.encode(message.touch, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TxnResult message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.TxnResult
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnResult & ringkv.v1.TxnResult.$Shape} TxnResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TxnResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.TxnResult();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.get = $root.ringkv.v1.GetResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.get);
                            message.response = "get";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.put = $root.ringkv.v1.PutResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.put);
                            message.response = "put";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message["delete"] = $root.ringkv.v1.DeleteResponse.decode(reader, reader.size(), $undefined, _depth + 1, message["delete"]);
                            message.response = "delete";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.increment = $root.ringkv.v1.IncrementResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.increment);
                            message.response = "increment";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.touch = $root.ringkv.v1.TouchResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.touch);
                            message.response = "touch";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TxnResult;
        })();

        v1.TxnRefusal = (function() {

            /**
             * Properties of a TxnRefusal.
             * @typedef {Object} ringkv.v1.TxnRefusal.$Properties
             * @property {number|null} [index] TxnRefusal index
             * @property {number|null} [value] TxnRefusal value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TxnRefusal.
             * @memberof ringkv.v1
             * @interface ITxnRefusal
             * @augments ringkv.v1.TxnRefusal.$Properties
             * @deprecated Use ringkv.v1.TxnRefusal.$Properties instead.
             */

            /**
             * Shape of a TxnRefusal.
             * @typedef {ringkv.v1.TxnRefusal.$Properties} ringkv.v1.TxnRefusal.$Shape
             */

            /**
             * Constructs a new TxnRefusal.
             * @memberof ringkv.v1
             * @classdesc Represents a TxnRefusal.
             * @constructor
             * @param {ringkv.v1.TxnRefusal.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TxnRefusal = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TxnRefusal index.
             * @member {number} index
             * @memberof ringkv.v1.TxnRefusal
             * @instance
             */
            TxnRefusal.prototype.index = 0;

            /**
             * TxnRefusal value.
             * @member {number} value
             * @memberof ringkv.v1.TxnRefusal
             * @instance
             */
            TxnRefusal.prototype.value = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Creates a new TxnRefusal instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.TxnRefusal
             * @static
             * @param {ringkv.v1.TxnRefusal.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.TxnRefusal} TxnRefusal instance
             * @type {{
             *   (properties: ringkv.v1.TxnRefusal.$Shape): ringkv.v1.TxnRefusal & ringkv.v1.TxnRefusal.$Shape;
             *   (properties?: ringkv.v1.TxnRefusal.$Properties): ringkv.v1.TxnRefusal;
             * }}
             */
            TxnRefusal.create = function(properties) {
                return new TxnRefusal(properties);
            };

            /**
             * Encodes the specified TxnRefusal message. Does not implicitly {@link ringkv.v1.TxnRefusal.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.TxnRefusal
             * @static
             * @param {ringkv.v1.TxnRefusal.$Properties} message TxnRefusal message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TxnRefusal.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.index != null && $Object.hasOwnProperty.call(message, "index") && message.index !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.index);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && (typeof message.value === "object" ? message.value.low || message.value.high : message.value !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).sint64(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TxnRefusal message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.TxnRefusal
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnRefusal & ringkv.v1.TxnRefusal.$Shape} TxnRefusal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TxnRefusal.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.TxnRefusal();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TxnRefusal;
        })();

        v1.ScanRequest = (function() {

            /**
             * Properties of a ScanRequest.
             * @typedef {Object} ringkv.v1.ScanRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] ScanRequest header
             * @property {Uint8Array|null} [prefix] ScanRequest prefix
             * @property {number|null} [limit] ScanRequest limit
             * @property {Uint8Array|null} [pageToken] ScanRequest pageToken
             * @property {boolean|null} [keysOnly] ScanRequest keysOnly
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScanRequest.
             * @memberof ringkv.v1
             * @interface IScanRequest
             * @augments ringkv.v1.ScanRequest.$Properties
             * @deprecated Use ringkv.v1.ScanRequest.$Properties instead.
             */

            /**
             * Shape of a ScanRequest.
             * @typedef {ringkv.v1.ScanRequest.$Properties} ringkv.v1.ScanRequest.$Shape
             */

            /**
             * Constructs a new ScanRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a ScanRequest.
             * @constructor
             * @param {ringkv.v1.ScanRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScanRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScanRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.ScanRequest
             * @instance
             */
            ScanRequest.prototype.header = null;

            /**
             * ScanRequest prefix.
             * @member {Uint8Array} prefix
             * @memberof ringkv.v1.ScanRequest
             * @instance
             */
            ScanRequest.prototype.prefix = $util.newBuffer([]);

            /**
             * ScanRequest limit.
             * @member {number} limit
             * @memberof ringkv.v1.ScanRequest
             * @instance
             */
            ScanRequest.prototype.limit = 0;

            /**
             * ScanRequest pageToken.
             * @member {Uint8Array} pageToken
             * @memberof ringkv.v1.ScanRequest
             * @instance
             */
            ScanRequest.prototype.pageToken = $util.newBuffer([]);

            /**
             * ScanRequest keysOnly.
             * @member {boolean} keysOnly
             * @memberof ringkv.v1.ScanRequest
             * @instance
             */
            ScanRequest.prototype.keysOnly = false;

            /**
             * Creates a new ScanRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ScanRequest
             * @static
             * @param {ringkv.v1.ScanRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ScanRequest} ScanRequest instance
             * @type {{
             *   (properties: ringkv.v1.ScanRequest.$Shape): ringkv.v1.ScanRequest & ringkv.v1.ScanRequest.$Shape;
             *   (properties?: ringkv.v1.ScanRequest.$Properties): ringkv.v1.ScanRequest;
             * }}
             */
            ScanRequest.create = function(properties) {
                return new ScanRequest(properties);
            };

            /**
             * Encodes the specified ScanRequest message. Does not implicitly {@link ringkv.v1.ScanRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ScanRequest
             * @static
             * @param {ringkv.v1.ScanRequest.$Properties} message ScanRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScanRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix") && message.prefix.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.prefix);
                if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.limit);
                if (message.pageToken != null && $Object.hasOwnProperty.call(message, "pageToken") && message.pageToken.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.pageToken);
                if (message.keysOnly != null && $Object.hasOwnProperty.call(message, "keysOnly") && message.keysOnly !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.keysOnly);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScanRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ScanRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ScanRequest & ringkv.v1.ScanRequest.$Shape} ScanRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScanRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ScanRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.prefix = value;
                            else
                                delete message.prefix;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.limit = value;
                            else
                                delete message.limit;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.pageToken = value;
                            else
                                delete message.pageToken;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.keysOnly = value;
                            else
                                delete message.keysOnly;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScanRequest;
        })();

        v1.ScanResponse = (function() {

            /**
             * Properties of a ScanResponse.
             * @typedef {Object} ringkv.v1.ScanResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] ScanResponse header
             * @property {Array.<ringkv.v1.Record.$Properties>|null} [records] ScanResponse records
             * @property {Uint8Array|null} [nextPageToken] ScanResponse nextPageToken
             * @property {Array.<ringkv.v1.PartitionRevision.$Properties>|null} [revisions] ScanResponse revisions
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScanResponse.
             * @memberof ringkv.v1
             * @interface IScanResponse
             * @augments ringkv.v1.ScanResponse.$Properties
             * @deprecated Use ringkv.v1.ScanResponse.$Properties instead.
             */

            /**
             * Shape of a ScanResponse.
             * @typedef {ringkv.v1.ScanResponse.$Properties} ringkv.v1.ScanResponse.$Shape
             */

            /**
             * Constructs a new ScanResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a ScanResponse.
             * @constructor
             * @param {ringkv.v1.ScanResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScanResponse = function (properties) {
                this.records = [];
                this.revisions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScanResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.ScanResponse
             * @instance
             */
            ScanResponse.prototype.header = null;

            /**
             * ScanResponse records.
             * @member {Array.<ringkv.v1.Record.$Properties>} records
             * @memberof ringkv.v1.ScanResponse
             * @instance
             */
            ScanResponse.prototype.records = $util.emptyArray;

            /**
             * ScanResponse nextPageToken.
             * @member {Uint8Array} nextPageToken
             * @memberof ringkv.v1.ScanResponse
             * @instance
             */
            ScanResponse.prototype.nextPageToken = $util.newBuffer([]);

            /**
             * ScanResponse revisions.
             * @member {Array.<ringkv.v1.PartitionRevision.$Properties>} revisions
             * @memberof ringkv.v1.ScanResponse
             * @instance
             */
            ScanResponse.prototype.revisions = $util.emptyArray;

            /**
             * Creates a new ScanResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ScanResponse
             * @static
             * @param {ringkv.v1.ScanResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ScanResponse} ScanResponse instance
             * @type {{
             *   (properties: ringkv.v1.ScanResponse.$Shape): ringkv.v1.ScanResponse & ringkv.v1.ScanResponse.$Shape;
             *   (properties?: ringkv.v1.ScanResponse.$Properties): ringkv.v1.ScanResponse;
             * }}
             */
            ScanResponse.create = function(properties) {
                return new ScanResponse(properties);
            };

            /**
             * Encodes the specified ScanResponse message. Does not implicitly {@link ringkv.v1.ScanResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ScanResponse
             * @static
             * @param {ringkv.v1.ScanResponse.$Properties} message ScanResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScanResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.records != null && message.records.length)
                    for (let i = 0; i < message.records.length; ++i)
                        $root.ringkv.v1.Record.encode(message.records[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.nextPageToken != null && $Object.hasOwnProperty.call(message, "nextPageToken") && message.nextPageToken.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.nextPageToken);
                if (message.revisions != null && message.revisions.length)
                    for (let i = 0; i < message.revisions.length; ++i)
                        $root.ringkv.v1.PartitionRevision.encode(message.revisions[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScanResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ScanResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ScanResponse & ringkv.v1.ScanResponse.$Shape} ScanResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScanResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ScanResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.records && message.records.length))
                                message.records = [];
                            message.records.push($root.ringkv.v1.Record.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.nextPageToken = value;
                            else
                                delete message.nextPageToken;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.revisions && message.revisions.length))
                                message.revisions = [];
                            message.revisions.push($root.ringkv.v1.PartitionRevision.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScanResponse;
        })();

        v1.ScanPartitionRequest = (function() {

            /**
             * Properties of a ScanPartitionRequest.
             * @typedef {Object} ringkv.v1.ScanPartitionRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] ScanPartitionRequest header
             * @property {number|null} [partition] ScanPartitionRequest partition
             * @property {Uint8Array|null} [prefix] ScanPartitionRequest prefix
             * @property {Uint8Array|null} [after] ScanPartitionRequest after
             * @property {number|null} [limit] ScanPartitionRequest limit
             * @property {boolean|null} [keysOnly] ScanPartitionRequest keysOnly
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScanPartitionRequest.
             * @memberof ringkv.v1
             * @interface IScanPartitionRequest
             * @augments ringkv.v1.ScanPartitionRequest.$Properties
             * @deprecated Use ringkv.v1.ScanPartitionRequest.$Properties instead.
             */

            /**
             * Shape of a ScanPartitionRequest.
             * @typedef {ringkv.v1.ScanPartitionRequest.$Properties} ringkv.v1.ScanPartitionRequest.$Shape
             */

            /**
             * Constructs a new ScanPartitionRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a ScanPartitionRequest.
             * @constructor
             * @param {ringkv.v1.ScanPartitionRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScanPartitionRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScanPartitionRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.ScanPartitionRequest
             * @instance
             */
            ScanPartitionRequest.prototype.header = null;

            /**
             * ScanPartitionRequest partition.
             * @member {number} partition
             * @memberof ringkv.v1.ScanPartitionRequest
             * @instance
             */
            ScanPartitionRequest.prototype.partition = 0;

            /**
             * ScanPartitionRequest prefix.
             * @member {Uint8Array} prefix
             * @memberof ringkv.v1.ScanPartitionRequest
             * @instance
             */
            ScanPartitionRequest.prototype.prefix = $util.newBuffer([]);

            /**
             * ScanPartitionRequest after.
             * @member {Uint8Array} after
             * @memberof ringkv.v1.ScanPartitionRequest
             * @instance
             */
            ScanPartitionRequest.prototype.after = $util.newBuffer([]);

            /**
             * ScanPartitionRequest limit.
             * @member {number} limit
             * @memberof ringkv.v1.ScanPartitionRequest
             * @instance
             */
            ScanPartitionRequest.prototype.limit = 0;

            /**
             * ScanPartitionRequest keysOnly.
             * @member {boolean} keysOnly
             * @memberof ringkv.v1.ScanPartitionRequest
             * @instance
             */
            ScanPartitionRequest.prototype.keysOnly = false;

            /**
             * Creates a new ScanPartitionRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ScanPartitionRequest
             * @static
             * @param {ringkv.v1.ScanPartitionRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ScanPartitionRequest} ScanPartitionRequest instance
             * @type {{
             *   (properties: ringkv.v1.ScanPartitionRequest.$Shape): ringkv.v1.ScanPartitionRequest & ringkv.v1.ScanPartitionRequest.$Shape;
             *   (properties?: ringkv.v1.ScanPartitionRequest.$Properties): ringkv.v1.ScanPartitionRequest;
             * }}
             */
            ScanPartitionRequest.create = function(properties) {
                return new ScanPartitionRequest(properties);
            };

            /**
             * Encodes the specified ScanPartitionRequest message. Does not implicitly {@link ringkv.v1.ScanPartitionRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ScanPartitionRequest
             * @static
             * @param {ringkv.v1.ScanPartitionRequest.$Properties} message ScanPartitionRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScanPartitionRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
                if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix") && message.prefix.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.prefix);
                if (message.after != null && $Object.hasOwnProperty.call(message, "after") && message.after.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.after);
                if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.limit);
                if (message.keysOnly != null && $Object.hasOwnProperty.call(message, "keysOnly") && message.keysOnly !== false)
                    writer.uint32(/* id 6, wireType 0 =*/48).bool(message.keysOnly);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScanPartitionRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ScanPartitionRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ScanPartitionRequest & ringkv.v1.ScanPartitionRequest.$Shape} ScanPartitionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScanPartitionRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ScanPartitionRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.prefix = value;
                            else
                                delete message.prefix;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.limit = value;
                            else
                                delete message.limit;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.keysOnly = value;
                            else
                                delete message.keysOnly;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScanPartitionRequest;
        })();

        v1.ScanPartitionResponse = (function() {

            /**
             * Properties of a ScanPartitionResponse.
             * @typedef {Object} ringkv.v1.ScanPartitionResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] ScanPartitionResponse header
             * @property {Array.<ringkv.v1.Record.$Properties>|null} [records] ScanPartitionResponse records
             * @property {boolean|null} [more] ScanPartitionResponse more
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScanPartitionResponse.
             * @memberof ringkv.v1
             * @interface IScanPartitionResponse
             * @augments ringkv.v1.ScanPartitionResponse.$Properties
             * @deprecated Use ringkv.v1.ScanPartitionResponse.$Properties instead.
             */

            /**
             * Shape of a ScanPartitionResponse.
             * @typedef {ringkv.v1.ScanPartitionResponse.$Properties} ringkv.v1.ScanPartitionResponse.$Shape
             */

            /**
             * Constructs a new ScanPartitionResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a ScanPartitionResponse.
             * @constructor
             * @param {ringkv.v1.ScanPartitionResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScanPartitionResponse = function (properties) {
                this.records = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScanPartitionResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.ScanPartitionResponse
             * @instance
             */
            ScanPartitionResponse.prototype.header = null;

            /**
             * ScanPartitionResponse records.
             * @member {Array.<ringkv.v1.Record.$Properties>} records
             * @memberof ringkv.v1.ScanPartitionResponse
             * @instance
             */
            ScanPartitionResponse.prototype.records = $util.emptyArray;

            /**
             * ScanPartitionResponse more.
             * @member {boolean} more
             * @memberof ringkv.v1.ScanPartitionResponse
             * @instance
             */
            ScanPartitionResponse.prototype.more = false;

            /**
             * Creates a new ScanPartitionResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ScanPartitionResponse
             * @static
             * @param {ringkv.v1.ScanPartitionResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ScanPartitionResponse} ScanPartitionResponse instance
             * @type {{
             *   (properties: ringkv.v1.ScanPartitionResponse.$Shape): ringkv.v1.ScanPartitionResponse & ringkv.v1.ScanPartitionResponse.$Shape;
             *   (properties?: ringkv.v1.ScanPartitionResponse.$Properties): ringkv.v1.ScanPartitionResponse;
             * }}
             */
            ScanPartitionResponse.create = function(properties) {
                return new ScanPartitionResponse(properties);
            };

            /**
             * Encodes the specified ScanPartitionResponse message. Does not implicitly {@link ringkv.v1.ScanPartitionResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ScanPartitionResponse
             * @static
             * @param {ringkv.v1.ScanPartitionResponse.$Properties} message ScanPartitionResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScanPartitionResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.records != null && message.records.length)
                    for (let i = 0; i < message.records.length; ++i)
                        $root.ringkv.v1.Record.encode(message.records[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.more != null && $Object.hasOwnProperty.call(message, "more") && message.more !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.more);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScanPartitionResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ScanPartitionResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ScanPartitionResponse & ringkv.v1.ScanPartitionResponse.$Shape} ScanPartitionResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScanPartitionResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ScanPartitionResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.records && message.records.length))
                                message.records = [];
                            message.records.push($root.ringkv.v1.Record.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.more = value;
                            else
                                delete message.more;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScanPartitionResponse;
        })();

        v1.OpenClientRequest = (function() {

            /**
             * Properties of an OpenClientRequest.
             * @typedef {Object} ringkv.v1.OpenClientRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] OpenClientRequest header
             * @property {number|null} [partition] OpenClientRequest partition
             * @property {number|null} [windowMs] OpenClientRequest windowMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an OpenClientRequest.
             * @memberof ringkv.v1
             * @interface IOpenClientRequest
             * @augments ringkv.v1.OpenClientRequest.$Properties
             * @deprecated Use ringkv.v1.OpenClientRequest.$Properties instead.
             */

            /**
             * Shape of an OpenClientRequest.
             * @typedef {ringkv.v1.OpenClientRequest.$Properties} ringkv.v1.OpenClientRequest.$Shape
             */

            /**
             * Constructs a new OpenClientRequest.
             * @memberof ringkv.v1
             * @classdesc Represents an OpenClientRequest.
             * @constructor
             * @param {ringkv.v1.OpenClientRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const OpenClientRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * OpenClientRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.OpenClientRequest
             * @instance
             */
            OpenClientRequest.prototype.header = null;

            /**
             * OpenClientRequest partition.
             * @member {number} partition
             * @memberof ringkv.v1.OpenClientRequest
             * @instance
             */
            OpenClientRequest.prototype.partition = 0;

            /**
             * OpenClientRequest windowMs.
             * @member {number} windowMs
             * @memberof ringkv.v1.OpenClientRequest
             * @instance
             */
            OpenClientRequest.prototype.windowMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new OpenClientRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.OpenClientRequest
             * @static
             * @param {ringkv.v1.OpenClientRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.OpenClientRequest} OpenClientRequest instance
             * @type {{
             *   (properties: ringkv.v1.OpenClientRequest.$Shape): ringkv.v1.OpenClientRequest & ringkv.v1.OpenClientRequest.$Shape;
             *   (properties?: ringkv.v1.OpenClientRequest.$Properties): ringkv.v1.OpenClientRequest;
             * }}
             */
            OpenClientRequest.create = function(properties) {
                return new OpenClientRequest(properties);
            };

            /**
             * Encodes the specified OpenClientRequest message. Does not implicitly {@link ringkv.v1.OpenClientRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.OpenClientRequest
             * @static
             * @param {ringkv.v1.OpenClientRequest.$Properties} message OpenClientRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            OpenClientRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
                if (message.windowMs != null && $Object.hasOwnProperty.call(message, "windowMs") && (typeof message.windowMs === "object" ? message.windowMs.low || message.windowMs.high : message.windowMs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.windowMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an OpenClientRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.OpenClientRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.OpenClientRequest & ringkv.v1.OpenClientRequest.$Shape} OpenClientRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            OpenClientRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.OpenClientRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.windowMs = value;
                            else
                                delete message.windowMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return OpenClientRequest;
        })();

        v1.OpenClientResponse = (function() {

            /**
             * Properties of an OpenClientResponse.
             * @typedef {Object} ringkv.v1.OpenClientResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] OpenClientResponse header
             * @property {number|null} [windowMs] OpenClientResponse windowMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an OpenClientResponse.
             * @memberof ringkv.v1
             * @interface IOpenClientResponse
             * @augments ringkv.v1.OpenClientResponse.$Properties
             * @deprecated Use ringkv.v1.OpenClientResponse.$Properties instead.
             */

            /**
             * Shape of an OpenClientResponse.
             * @typedef {ringkv.v1.OpenClientResponse.$Properties} ringkv.v1.OpenClientResponse.$Shape
             */

            /**
             * Constructs a new OpenClientResponse.
             * @memberof ringkv.v1
             * @classdesc Represents an OpenClientResponse.
             * @constructor
             * @param {ringkv.v1.OpenClientResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const OpenClientResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * OpenClientResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.OpenClientResponse
             * @instance
             */
            OpenClientResponse.prototype.header = null;

            /**
             * OpenClientResponse windowMs.
             * @member {number} windowMs
             * @memberof ringkv.v1.OpenClientResponse
             * @instance
             */
            OpenClientResponse.prototype.windowMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new OpenClientResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.OpenClientResponse
             * @static
             * @param {ringkv.v1.OpenClientResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.OpenClientResponse} OpenClientResponse instance
             * @type {{
             *   (properties: ringkv.v1.OpenClientResponse.$Shape): ringkv.v1.OpenClientResponse & ringkv.v1.OpenClientResponse.$Shape;
             *   (properties?: ringkv.v1.OpenClientResponse.$Properties): ringkv.v1.OpenClientResponse;
             * }}
             */
            OpenClientResponse.create = function(properties) {
                return new OpenClientResponse(properties);
            };

            /**
             * Encodes the specified OpenClientResponse message. Does not implicitly {@link ringkv.v1.OpenClientResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.OpenClientResponse
             * @static
             * @param {ringkv.v1.OpenClientResponse.$Properties} message OpenClientResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            OpenClientResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.windowMs != null && $Object.hasOwnProperty.call(message, "windowMs") && (typeof message.windowMs === "object" ? message.windowMs.low || message.windowMs.high : message.windowMs !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.windowMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an OpenClientResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.OpenClientResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.OpenClientResponse & ringkv.v1.OpenClientResponse.$Shape} OpenClientResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            OpenClientResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.OpenClientResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.windowMs = value;
                            else
                                delete message.windowMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return OpenClientResponse;
        })();

        v1.ResolveRequest = (function() {

            /**
             * Properties of a ResolveRequest.
             * @typedef {Object} ringkv.v1.ResolveRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] ResolveRequest header
             * @property {number|null} [partition] ResolveRequest partition
             * @property {number|null} [sequence] ResolveRequest sequence
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ResolveRequest.
             * @memberof ringkv.v1
             * @interface IResolveRequest
             * @augments ringkv.v1.ResolveRequest.$Properties
             * @deprecated Use ringkv.v1.ResolveRequest.$Properties instead.
             */

            /**
             * Shape of a ResolveRequest.
             * @typedef {ringkv.v1.ResolveRequest.$Properties} ringkv.v1.ResolveRequest.$Shape
             */

            /**
             * Constructs a new ResolveRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a ResolveRequest.
             * @constructor
             * @param {ringkv.v1.ResolveRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ResolveRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ResolveRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.ResolveRequest
             * @instance
             */
            ResolveRequest.prototype.header = null;

            /**
             * ResolveRequest partition.
             * @member {number} partition
             * @memberof ringkv.v1.ResolveRequest
             * @instance
             */
            ResolveRequest.prototype.partition = 0;

            /**
             * ResolveRequest sequence.
             * @member {number} sequence
             * @memberof ringkv.v1.ResolveRequest
             * @instance
             */
            ResolveRequest.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new ResolveRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ResolveRequest
             * @static
             * @param {ringkv.v1.ResolveRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ResolveRequest} ResolveRequest instance
             * @type {{
             *   (properties: ringkv.v1.ResolveRequest.$Shape): ringkv.v1.ResolveRequest & ringkv.v1.ResolveRequest.$Shape;
             *   (properties?: ringkv.v1.ResolveRequest.$Properties): ringkv.v1.ResolveRequest;
             * }}
             */
            ResolveRequest.create = function(properties) {
                return new ResolveRequest(properties);
            };

            /**
             * Encodes the specified ResolveRequest message. Does not implicitly {@link ringkv.v1.ResolveRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ResolveRequest
             * @static
             * @param {ringkv.v1.ResolveRequest.$Properties} message ResolveRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ResolveRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.sequence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ResolveRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ResolveRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ResolveRequest & ringkv.v1.ResolveRequest.$Shape} ResolveRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ResolveRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ResolveRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ResolveRequest;
        })();

        v1.ResolveResponse = (function() {

            /**
             * Properties of a ResolveResponse.
             * @typedef {Object} ringkv.v1.ResolveResponse.$Properties
             * @property {ringkv.v1.ResponseHeader.$Properties|null} [header] ResolveResponse header
             * @property {boolean|null} [executed] ResolveResponse executed
             * @property {ringkv.v1.StoredAnswer.$Properties|null} [answer] ResolveResponse answer
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ResolveResponse.
             * @memberof ringkv.v1
             * @interface IResolveResponse
             * @augments ringkv.v1.ResolveResponse.$Properties
             * @deprecated Use ringkv.v1.ResolveResponse.$Properties instead.
             */

            /**
             * Shape of a ResolveResponse.
             * @typedef {{
             *   header?: ringkv.v1.ResponseHeader.$Shape|null;
             *   executed?: boolean|null;
             *   answer?: ringkv.v1.StoredAnswer.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} ringkv.v1.ResolveResponse.$Shape
             */

            /**
             * Constructs a new ResolveResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a ResolveResponse.
             * @constructor
             * @param {ringkv.v1.ResolveResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ResolveResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ResolveResponse header.
             * @member {ringkv.v1.ResponseHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.ResolveResponse
             * @instance
             */
            ResolveResponse.prototype.header = null;

            /**
             * ResolveResponse executed.
             * @member {boolean} executed
             * @memberof ringkv.v1.ResolveResponse
             * @instance
             */
            ResolveResponse.prototype.executed = false;

            /**
             * ResolveResponse answer.
             * @member {ringkv.v1.StoredAnswer.$Properties|null|undefined} answer
             * @memberof ringkv.v1.ResolveResponse
             * @instance
             */
            ResolveResponse.prototype.answer = null;

            /**
             * Creates a new ResolveResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ResolveResponse
             * @static
             * @param {ringkv.v1.ResolveResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ResolveResponse} ResolveResponse instance
             * @type {{
             *   (properties: ringkv.v1.ResolveResponse.$Shape): ringkv.v1.ResolveResponse & ringkv.v1.ResolveResponse.$Shape;
             *   (properties?: ringkv.v1.ResolveResponse.$Properties): ringkv.v1.ResolveResponse;
             * }}
             */
            ResolveResponse.create = function(properties) {
                return new ResolveResponse(properties);
            };

            /**
             * Encodes the specified ResolveResponse message. Does not implicitly {@link ringkv.v1.ResolveResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ResolveResponse
             * @static
             * @param {ringkv.v1.ResolveResponse.$Properties} message ResolveResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ResolveResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.executed != null && $Object.hasOwnProperty.call(message, "executed") && message.executed !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.executed);
                if (message.answer != null && $Object.hasOwnProperty.call(message, "answer"))
                    $root.ringkv.v1.StoredAnswer.encode(message.answer, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ResolveResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ResolveResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ResolveResponse & ringkv.v1.ResolveResponse.$Shape} ResolveResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ResolveResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ResolveResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.executed = value;
                            else
                                delete message.executed;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.answer = $root.ringkv.v1.StoredAnswer.decode(reader, reader.size(), $undefined, _depth + 1, message.answer);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ResolveResponse;
        })();

        v1.StoredAnswer = (function() {

            /**
             * Properties of a StoredAnswer.
             * @typedef {Object} ringkv.v1.StoredAnswer.$Properties
             * @property {boolean|null} [succeeded] StoredAnswer succeeded
             * @property {ringkv.v1.Reason|null} [reason] StoredAnswer reason
             * @property {number|null} [revision] StoredAnswer revision
             * @property {number|null} [version] StoredAnswer version
             * @property {number|null} [value] StoredAnswer value
             * @property {number|null} [expiresAt] StoredAnswer expiresAt
             * @property {ringkv.v1.CurrentRecord.$Properties|null} [current] StoredAnswer current
             * @property {ringkv.v1.TxnResponse.$Properties|null} [txn] StoredAnswer txn
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StoredAnswer.
             * @memberof ringkv.v1
             * @interface IStoredAnswer
             * @augments ringkv.v1.StoredAnswer.$Properties
             * @deprecated Use ringkv.v1.StoredAnswer.$Properties instead.
             */

            /**
             * Shape of a StoredAnswer.
             * @typedef {{
             *   succeeded?: boolean|null;
             *   reason?: ringkv.v1.Reason|null;
             *   revision?: number|null;
             *   version?: number|null;
             *   value?: number|null;
             *   expiresAt?: number|null;
             *   current?: ringkv.v1.CurrentRecord.$Shape|null;
             *   txn?: ringkv.v1.TxnResponse.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} ringkv.v1.StoredAnswer.$Shape
             */

            /**
             * Constructs a new StoredAnswer.
             * @memberof ringkv.v1
             * @classdesc Represents a StoredAnswer.
             * @constructor
             * @param {ringkv.v1.StoredAnswer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StoredAnswer = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StoredAnswer succeeded.
             * @member {boolean} succeeded
             * @memberof ringkv.v1.StoredAnswer
             * @instance
             */
            StoredAnswer.prototype.succeeded = false;

            /**
             * StoredAnswer reason.
             * @member {ringkv.v1.Reason} reason
             * @memberof ringkv.v1.StoredAnswer
             * @instance
             */
            StoredAnswer.prototype.reason = 0;

            /**
             * StoredAnswer revision.
             * @member {number} revision
             * @memberof ringkv.v1.StoredAnswer
             * @instance
             */
            StoredAnswer.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StoredAnswer version.
             * @member {number} version
             * @memberof ringkv.v1.StoredAnswer
             * @instance
             */
            StoredAnswer.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StoredAnswer value.
             * @member {number} value
             * @memberof ringkv.v1.StoredAnswer
             * @instance
             */
            StoredAnswer.prototype.value = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * StoredAnswer expiresAt.
             * @member {number} expiresAt
             * @memberof ringkv.v1.StoredAnswer
             * @instance
             */
            StoredAnswer.prototype.expiresAt = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * StoredAnswer current.
             * @member {ringkv.v1.CurrentRecord.$Properties|null|undefined} current
             * @memberof ringkv.v1.StoredAnswer
             * @instance
             */
            StoredAnswer.prototype.current = null;

            /**
             * StoredAnswer txn.
             * @member {ringkv.v1.TxnResponse.$Properties|null|undefined} txn
             * @memberof ringkv.v1.StoredAnswer
             * @instance
             */
            StoredAnswer.prototype.txn = null;

            /**
             * Creates a new StoredAnswer instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.StoredAnswer
             * @static
             * @param {ringkv.v1.StoredAnswer.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.StoredAnswer} StoredAnswer instance
             * @type {{
             *   (properties: ringkv.v1.StoredAnswer.$Shape): ringkv.v1.StoredAnswer & ringkv.v1.StoredAnswer.$Shape;
             *   (properties?: ringkv.v1.StoredAnswer.$Properties): ringkv.v1.StoredAnswer;
             * }}
             */
            StoredAnswer.create = function(properties) {
                return new StoredAnswer(properties);
            };

            /**
             * Encodes the specified StoredAnswer message. Does not implicitly {@link ringkv.v1.StoredAnswer.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.StoredAnswer
             * @static
             * @param {ringkv.v1.StoredAnswer.$Properties} message StoredAnswer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StoredAnswer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.succeeded != null && $Object.hasOwnProperty.call(message, "succeeded") && message.succeeded !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.succeeded);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.reason);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.revision);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.version);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && (typeof message.value === "object" ? message.value.low || message.value.high : message.value !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).sint64(message.value);
                if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt") && (typeof message.expiresAt === "object" ? message.expiresAt.low || message.expiresAt.high : message.expiresAt !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.expiresAt);
                if (message.current != null && $Object.hasOwnProperty.call(message, "current"))
                    $root.ringkv.v1.CurrentRecord.encode(message.current, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.txn != null && $Object.hasOwnProperty.call(message, "txn"))
                    $root.ringkv.v1.TxnResponse.encode(message.txn, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a StoredAnswer message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.StoredAnswer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.StoredAnswer & ringkv.v1.StoredAnswer.$Shape} StoredAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            StoredAnswer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.StoredAnswer();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.succeeded = value;
                            else
                                delete message.succeeded;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.expiresAt = value;
                            else
                                delete message.expiresAt;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.current = $root.ringkv.v1.CurrentRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.current);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.txn = $root.ringkv.v1.TxnResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.txn);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return StoredAnswer;
        })();

        v1.PipelineRequest = (function() {

            /**
             * Properties of a PipelineRequest.
             * @typedef {Object} ringkv.v1.PipelineRequest.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] PipelineRequest header
             * @property {Array.<ringkv.v1.Operation.$Properties>|null} [operations] PipelineRequest operations
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PipelineRequest.
             * @memberof ringkv.v1
             * @interface IPipelineRequest
             * @augments ringkv.v1.PipelineRequest.$Properties
             * @deprecated Use ringkv.v1.PipelineRequest.$Properties instead.
             */

            /**
             * Shape of a PipelineRequest.
             * @typedef {{
             *   header?: ringkv.v1.RequestHeader.$Shape|null;
             *   operations?: Array.<ringkv.v1.Operation.$Shape>|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} ringkv.v1.PipelineRequest.$Shape
             */

            /**
             * Constructs a new PipelineRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a PipelineRequest.
             * @constructor
             * @param {ringkv.v1.PipelineRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PipelineRequest = function (properties) {
                this.operations = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PipelineRequest header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.PipelineRequest
             * @instance
             */
            PipelineRequest.prototype.header = null;

            /**
             * PipelineRequest operations.
             * @member {Array.<ringkv.v1.Operation.$Properties>} operations
             * @memberof ringkv.v1.PipelineRequest
             * @instance
             */
            PipelineRequest.prototype.operations = $util.emptyArray;

            /**
             * Creates a new PipelineRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.PipelineRequest
             * @static
             * @param {ringkv.v1.PipelineRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.PipelineRequest} PipelineRequest instance
             * @type {{
             *   (properties: ringkv.v1.PipelineRequest.$Shape): ringkv.v1.PipelineRequest & ringkv.v1.PipelineRequest.$Shape;
             *   (properties?: ringkv.v1.PipelineRequest.$Properties): ringkv.v1.PipelineRequest;
             * }}
             */
            PipelineRequest.create = function(properties) {
                return new PipelineRequest(properties);
            };

            /**
             * Encodes the specified PipelineRequest message. Does not implicitly {@link ringkv.v1.PipelineRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.PipelineRequest
             * @static
             * @param {ringkv.v1.PipelineRequest.$Properties} message PipelineRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PipelineRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.operations != null && message.operations.length)
                    for (let i = 0; i < message.operations.length; ++i)
                        $root.ringkv.v1.Operation.encode(message.operations[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PipelineRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.PipelineRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.PipelineRequest & ringkv.v1.PipelineRequest.$Shape} PipelineRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PipelineRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.PipelineRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.operations && message.operations.length))
                                message.operations = [];
                            message.operations.push($root.ringkv.v1.Operation.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PipelineRequest;
        })();

        v1.Operation = (function() {

            /**
             * Properties of an Operation.
             * @typedef {Object} ringkv.v1.Operation.$Properties
             * @property {number|null} [id] Operation id
             * @property {number|null} [sequence] Operation sequence
             * @property {number|null} [sequenceFloor] Operation sequenceFloor
             * @property {Uint8Array|null} [clientId] Operation clientId
             * @property {number|null} [timeoutMs] Operation timeoutMs
             * @property {ringkv.v1.ReadConsistency|null} [consistency] Operation consistency
             * @property {number|null} [minRevision] Operation minRevision
             * @property {number|null} [maxStalenessMs] Operation maxStalenessMs
             * @property {ringkv.v1.ReplicaPreference|null} [replica] Operation replica
             * @property {ringkv.v1.WriteAck|null} [ack] Operation ack
             * @property {boolean|null} [strictAll] Operation strictAll
             * @property {ringkv.v1.GetRequest.$Properties|null} [get] Operation get
             * @property {ringkv.v1.PutRequest.$Properties|null} [put] Operation put
             * @property {ringkv.v1.DeleteRequest.$Properties|null} ["delete"] Operation delete
             * @property {ringkv.v1.IncrementRequest.$Properties|null} [increment] Operation increment
             * @property {ringkv.v1.TouchRequest.$Properties|null} [touch] Operation touch
             * @property {ringkv.v1.ScanPartitionRequest.$Properties|null} [scanPartition] Operation scanPartition
             * @property {ringkv.v1.OpenClientRequest.$Properties|null} [openClient] Operation openClient
             * @property {ringkv.v1.ResolveRequest.$Properties|null} [resolve] Operation resolve
             * @property {ringkv.v1.TxnRequest.$Properties|null} [txn] Operation txn
             * @property {"get"|"put"|"delete"|"increment"|"touch"|"scanPartition"|"openClient"|"resolve"|"txn"} [request] Operation request
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Operation.
             * @memberof ringkv.v1
             * @interface IOperation
             * @augments ringkv.v1.Operation.$Properties
             * @deprecated Use ringkv.v1.Operation.$Properties instead.
             */

            /**
             * Narrowed shape of an Operation.
             * @typedef {{
             *   id?: number|null;
             *   sequence?: number|null;
             *   sequenceFloor?: number|null;
             *   clientId?: Uint8Array|null;
             *   timeoutMs?: number|null;
             *   consistency?: ringkv.v1.ReadConsistency|null;
             *   minRevision?: number|null;
             *   maxStalenessMs?: number|null;
             *   replica?: ringkv.v1.ReplicaPreference|null;
             *   ack?: ringkv.v1.WriteAck|null;
             *   strictAll?: boolean|null;
             *   get?: ringkv.v1.GetRequest.$Shape|null;
             *   put?: ringkv.v1.PutRequest.$Shape|null;
             *   "delete"?: ringkv.v1.DeleteRequest.$Shape|null;
             *   increment?: ringkv.v1.IncrementRequest.$Shape|null;
             *   touch?: ringkv.v1.TouchRequest.$Shape|null;
             *   scanPartition?: ringkv.v1.ScanPartitionRequest.$Shape|null;
             *   openClient?: ringkv.v1.OpenClientRequest.$Shape|null;
             *   resolve?: ringkv.v1.ResolveRequest.$Shape|null;
             *   txn?: ringkv.v1.TxnRequest.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ request?: undefined; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ request?: "get"; get: ringkv.v1.GetRequest.$Shape; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ request?: "put"; get?: null; put: ringkv.v1.PutRequest.$Shape; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ request?: "delete"; get?: null; put?: null; "delete": ringkv.v1.DeleteRequest.$Shape; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ request?: "increment"; get?: null; put?: null; "delete"?: null; increment: ringkv.v1.IncrementRequest.$Shape; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ request?: "touch"; get?: null; put?: null; "delete"?: null; increment?: null; touch: ringkv.v1.TouchRequest.$Shape; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ request?: "scanPartition"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition: ringkv.v1.ScanPartitionRequest.$Shape; openClient?: null; resolve?: null; txn?: null }|{ request?: "openClient"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient: ringkv.v1.OpenClientRequest.$Shape; resolve?: null; txn?: null }|{ request?: "resolve"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve: ringkv.v1.ResolveRequest.$Shape; txn?: null }|{ request?: "txn"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn: ringkv.v1.TxnRequest.$Shape })
             * )} ringkv.v1.Operation.$Shape
             */

            /**
             * Constructs a new Operation.
             * @memberof ringkv.v1
             * @classdesc Represents an Operation.
             * @constructor
             * @param {ringkv.v1.Operation.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Operation = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Operation id.
             * @member {number} id
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Operation sequence.
             * @member {number} sequence
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Operation sequenceFloor.
             * @member {number} sequenceFloor
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.sequenceFloor = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Operation clientId.
             * @member {Uint8Array} clientId
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.clientId = $util.newBuffer([]);

            /**
             * Operation timeoutMs.
             * @member {number} timeoutMs
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.timeoutMs = 0;

            /**
             * Operation consistency.
             * @member {ringkv.v1.ReadConsistency} consistency
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.consistency = 0;

            /**
             * Operation minRevision.
             * @member {number} minRevision
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.minRevision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Operation maxStalenessMs.
             * @member {number} maxStalenessMs
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.maxStalenessMs = 0;

            /**
             * Operation replica.
             * @member {ringkv.v1.ReplicaPreference} replica
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.replica = 0;

            /**
             * Operation ack.
             * @member {ringkv.v1.WriteAck} ack
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.ack = 0;

            /**
             * Operation strictAll.
             * @member {boolean} strictAll
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.strictAll = false;

            /**
             * Operation get.
             * @member {ringkv.v1.GetRequest.$Properties|null|undefined} get
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.get = null;

            /**
             * Operation put.
             * @member {ringkv.v1.PutRequest.$Properties|null|undefined} put
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.put = null;

            /**
             * Operation delete.
             * @member {ringkv.v1.DeleteRequest.$Properties|null|undefined} delete
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype["delete"] = null;

            /**
             * Operation increment.
             * @member {ringkv.v1.IncrementRequest.$Properties|null|undefined} increment
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.increment = null;

            /**
             * Operation touch.
             * @member {ringkv.v1.TouchRequest.$Properties|null|undefined} touch
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.touch = null;

            /**
             * Operation scanPartition.
             * @member {ringkv.v1.ScanPartitionRequest.$Properties|null|undefined} scanPartition
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.scanPartition = null;

            /**
             * Operation openClient.
             * @member {ringkv.v1.OpenClientRequest.$Properties|null|undefined} openClient
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.openClient = null;

            /**
             * Operation resolve.
             * @member {ringkv.v1.ResolveRequest.$Properties|null|undefined} resolve
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.resolve = null;

            /**
             * Operation txn.
             * @member {ringkv.v1.TxnRequest.$Properties|null|undefined} txn
             * @memberof ringkv.v1.Operation
             * @instance
             */
            Operation.prototype.txn = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Operation request.
             * @member {"get"|"put"|"delete"|"increment"|"touch"|"scanPartition"|"openClient"|"resolve"|"txn"|undefined} request
             * @memberof ringkv.v1.Operation
             * @instance
             */
            $Object.defineProperty(Operation.prototype, "request", {
                get: $util.oneOfGetter($oneOfFields = ["get", "put", "delete", "increment", "touch", "scanPartition", "openClient", "resolve", "txn"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Operation instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Operation
             * @static
             * @param {ringkv.v1.Operation.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Operation} Operation instance
             * @type {{
             *   (properties: ringkv.v1.Operation.$Shape): ringkv.v1.Operation & ringkv.v1.Operation.$Shape;
             *   (properties?: ringkv.v1.Operation.$Properties): ringkv.v1.Operation;
             * }}
             */
            Operation.create = function(properties) {
                return new Operation(properties);
            };

            /**
             * Encodes the specified Operation message. Does not implicitly {@link ringkv.v1.Operation.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Operation
             * @static
             * @param {ringkv.v1.Operation.$Properties} message Operation message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Operation.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.id);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.sequence);
                if (message.sequenceFloor != null && $Object.hasOwnProperty.call(message, "sequenceFloor") && (typeof message.sequenceFloor === "object" ? message.sequenceFloor.low || message.sequenceFloor.high : message.sequenceFloor !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.sequenceFloor);
                if (message.clientId != null && $Object.hasOwnProperty.call(message, "clientId") && message.clientId.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.clientId);
                if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.timeoutMs);
                if (message.consistency != null && $Object.hasOwnProperty.call(message, "consistency") && message.consistency !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.consistency);
                if (message.minRevision != null && $Object.hasOwnProperty.call(message, "minRevision") && (typeof message.minRevision === "object" ? message.minRevision.low || message.minRevision.high : message.minRevision !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.minRevision);
                if (message.get != null && $Object.hasOwnProperty.call(message, "get"))
                    $root.ringkv.v1.GetRequest.encode(message.get, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.put != null && $Object.hasOwnProperty.call(message, "put"))
                    $root.ringkv.v1.PutRequest.encode(message.put, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message["delete"] != null && $Object.hasOwnProperty.call(message, "delete"))
                    $root.ringkv.v1.DeleteRequest.encode(message["delete"], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.increment != null && $Object.hasOwnProperty.call(message, "increment"))
                    $root.ringkv.v1.IncrementRequest.encode(message.increment, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.touch != null && $Object.hasOwnProperty.call(message, "touch"))
                    $root.ringkv.v1.TouchRequest.encode(message.touch, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.scanPartition != null && $Object.hasOwnProperty.call(message, "scanPartition"))
                    $root.ringkv.v1.ScanPartitionRequest.encode(message.scanPartition, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                if (message.openClient != null && $Object.hasOwnProperty.call(message, "openClient"))
                    $root.ringkv.v1.OpenClientRequest.encode(message.openClient, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                if (message.resolve != null && $Object.hasOwnProperty.call(message, "resolve"))
                    $root.ringkv.v1.ResolveRequest.encode(message.resolve, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
                if (message.txn != null && $Object.hasOwnProperty.call(message, "txn"))
                    $root.ringkv.v1.TxnRequest.encode(message.txn, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                if (message.maxStalenessMs != null && $Object.hasOwnProperty.call(message, "maxStalenessMs") && message.maxStalenessMs !== 0)
                    writer.uint32(/* id 17, wireType 0 =*/136).uint32(message.maxStalenessMs);
                if (message.replica != null && $Object.hasOwnProperty.call(message, "replica") && message.replica !== 0)
                    writer.uint32(/* id 18, wireType 0 =*/144).int32(message.replica);
                if (message.ack != null && $Object.hasOwnProperty.call(message, "ack") && message.ack !== 0)
                    writer.uint32(/* id 19, wireType 0 =*/152).int32(message.ack);
                if (message.strictAll != null && $Object.hasOwnProperty.call(message, "strictAll") && message.strictAll !== false)
                    writer.uint32(/* id 20, wireType 0 =*/160).bool(message.strictAll);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Operation message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Operation
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Operation & ringkv.v1.Operation.$Shape} Operation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Operation.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Operation();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequenceFloor = value;
                            else
                                delete message.sequenceFloor;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clientId = value;
                            else
                                delete message.clientId;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.timeoutMs = value;
                            else
                                delete message.timeoutMs;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.consistency = value;
                            else
                                delete message.consistency;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.minRevision = value;
                            else
                                delete message.minRevision;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.maxStalenessMs = value;
                            else
                                delete message.maxStalenessMs;
                            continue;
                        }
                    case 18: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.replica = value;
                            else
                                delete message.replica;
                            continue;
                        }
                    case 19: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.ack = value;
                            else
                                delete message.ack;
                            continue;
                        }
                    case 20: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.strictAll = value;
                            else
                                delete message.strictAll;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.get = $root.ringkv.v1.GetRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.get);
                            message.request = "get";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.put = $root.ringkv.v1.PutRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.put);
                            message.request = "put";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message["delete"] = $root.ringkv.v1.DeleteRequest.decode(reader, reader.size(), $undefined, _depth + 1, message["delete"]);
                            message.request = "delete";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.increment = $root.ringkv.v1.IncrementRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.increment);
                            message.request = "increment";
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.touch = $root.ringkv.v1.TouchRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.touch);
                            message.request = "touch";
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.scanPartition = $root.ringkv.v1.ScanPartitionRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.scanPartition);
                            message.request = "scanPartition";
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            message.openClient = $root.ringkv.v1.OpenClientRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.openClient);
                            message.request = "openClient";
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.resolve = $root.ringkv.v1.ResolveRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.resolve);
                            message.request = "resolve";
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            message.txn = $root.ringkv.v1.TxnRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.txn);
                            message.request = "txn";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Operation;
        })();

        v1.PipelineResponse = (function() {

            /**
             * Properties of a PipelineResponse.
             * @typedef {Object} ringkv.v1.PipelineResponse.$Properties
             * @property {Array.<ringkv.v1.Result.$Properties>|null} [results] PipelineResponse results
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PipelineResponse.
             * @memberof ringkv.v1
             * @interface IPipelineResponse
             * @augments ringkv.v1.PipelineResponse.$Properties
             * @deprecated Use ringkv.v1.PipelineResponse.$Properties instead.
             */

            /**
             * Shape of a PipelineResponse.
             * @typedef {{
             *   results?: Array.<ringkv.v1.Result.$Shape>|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} ringkv.v1.PipelineResponse.$Shape
             */

            /**
             * Constructs a new PipelineResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a PipelineResponse.
             * @constructor
             * @param {ringkv.v1.PipelineResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PipelineResponse = function (properties) {
                this.results = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PipelineResponse results.
             * @member {Array.<ringkv.v1.Result.$Properties>} results
             * @memberof ringkv.v1.PipelineResponse
             * @instance
             */
            PipelineResponse.prototype.results = $util.emptyArray;

            /**
             * Creates a new PipelineResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.PipelineResponse
             * @static
             * @param {ringkv.v1.PipelineResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.PipelineResponse} PipelineResponse instance
             * @type {{
             *   (properties: ringkv.v1.PipelineResponse.$Shape): ringkv.v1.PipelineResponse & ringkv.v1.PipelineResponse.$Shape;
             *   (properties?: ringkv.v1.PipelineResponse.$Properties): ringkv.v1.PipelineResponse;
             * }}
             */
            PipelineResponse.create = function(properties) {
                return new PipelineResponse(properties);
            };

            /**
             * Encodes the specified PipelineResponse message. Does not implicitly {@link ringkv.v1.PipelineResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.PipelineResponse
             * @static
             * @param {ringkv.v1.PipelineResponse.$Properties} message PipelineResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PipelineResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.results != null && message.results.length)
                    for (let i = 0; i < message.results.length; ++i)
                        $root.ringkv.v1.Result.encode(message.results[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PipelineResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.PipelineResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.PipelineResponse & ringkv.v1.PipelineResponse.$Shape} PipelineResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PipelineResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.PipelineResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.results && message.results.length))
                                message.results = [];
                            message.results.push($root.ringkv.v1.Result.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PipelineResponse;
        })();

        v1.Result = (function() {

            /**
             * Properties of a Result.
             * @typedef {Object} ringkv.v1.Result.$Properties
             * @property {number|null} [id] Result id
             * @property {ringkv.v1.ErrorDetail.$Properties|null} [error] Result error
             * @property {ringkv.v1.GetResponse.$Properties|null} [get] Result get
             * @property {ringkv.v1.PutResponse.$Properties|null} [put] Result put
             * @property {ringkv.v1.DeleteResponse.$Properties|null} ["delete"] Result delete
             * @property {ringkv.v1.IncrementResponse.$Properties|null} [increment] Result increment
             * @property {ringkv.v1.TouchResponse.$Properties|null} [touch] Result touch
             * @property {ringkv.v1.ScanPartitionResponse.$Properties|null} [scanPartition] Result scanPartition
             * @property {ringkv.v1.OpenClientResponse.$Properties|null} [openClient] Result openClient
             * @property {ringkv.v1.ResolveResponse.$Properties|null} [resolve] Result resolve
             * @property {ringkv.v1.TxnResponse.$Properties|null} [txn] Result txn
             * @property {"error"|"get"|"put"|"delete"|"increment"|"touch"|"scanPartition"|"openClient"|"resolve"|"txn"} [response] Result response
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Result.
             * @memberof ringkv.v1
             * @interface IResult
             * @augments ringkv.v1.Result.$Properties
             * @deprecated Use ringkv.v1.Result.$Properties instead.
             */

            /**
             * Narrowed shape of a Result.
             * @typedef {{
             *   id?: number|null;
             *   error?: ringkv.v1.ErrorDetail.$Shape|null;
             *   get?: ringkv.v1.GetResponse.$Shape|null;
             *   put?: ringkv.v1.PutResponse.$Shape|null;
             *   "delete"?: ringkv.v1.DeleteResponse.$Shape|null;
             *   increment?: ringkv.v1.IncrementResponse.$Shape|null;
             *   touch?: ringkv.v1.TouchResponse.$Shape|null;
             *   scanPartition?: ringkv.v1.ScanPartitionResponse.$Shape|null;
             *   openClient?: ringkv.v1.OpenClientResponse.$Shape|null;
             *   resolve?: ringkv.v1.ResolveResponse.$Shape|null;
             *   txn?: ringkv.v1.TxnResponse.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ response?: undefined; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ response?: "error"; error: ringkv.v1.ErrorDetail.$Shape; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ response?: "get"; error?: null; get: ringkv.v1.GetResponse.$Shape; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ response?: "put"; error?: null; get?: null; put: ringkv.v1.PutResponse.$Shape; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ response?: "delete"; error?: null; get?: null; put?: null; "delete": ringkv.v1.DeleteResponse.$Shape; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ response?: "increment"; error?: null; get?: null; put?: null; "delete"?: null; increment: ringkv.v1.IncrementResponse.$Shape; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ response?: "touch"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch: ringkv.v1.TouchResponse.$Shape; scanPartition?: null; openClient?: null; resolve?: null; txn?: null }|{ response?: "scanPartition"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition: ringkv.v1.ScanPartitionResponse.$Shape; openClient?: null; resolve?: null; txn?: null }|{ response?: "openClient"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient: ringkv.v1.OpenClientResponse.$Shape; resolve?: null; txn?: null }|{ response?: "resolve"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve: ringkv.v1.ResolveResponse.$Shape; txn?: null }|{ response?: "txn"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn: ringkv.v1.TxnResponse.$Shape })
             * )} ringkv.v1.Result.$Shape
             */

            /**
             * Constructs a new Result.
             * @memberof ringkv.v1
             * @classdesc Represents a Result.
             * @constructor
             * @param {ringkv.v1.Result.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Result = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Result id.
             * @member {number} id
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Result error.
             * @member {ringkv.v1.ErrorDetail.$Properties|null|undefined} error
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.error = null;

            /**
             * Result get.
             * @member {ringkv.v1.GetResponse.$Properties|null|undefined} get
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.get = null;

            /**
             * Result put.
             * @member {ringkv.v1.PutResponse.$Properties|null|undefined} put
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.put = null;

            /**
             * Result delete.
             * @member {ringkv.v1.DeleteResponse.$Properties|null|undefined} delete
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype["delete"] = null;

            /**
             * Result increment.
             * @member {ringkv.v1.IncrementResponse.$Properties|null|undefined} increment
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.increment = null;

            /**
             * Result touch.
             * @member {ringkv.v1.TouchResponse.$Properties|null|undefined} touch
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.touch = null;

            /**
             * Result scanPartition.
             * @member {ringkv.v1.ScanPartitionResponse.$Properties|null|undefined} scanPartition
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.scanPartition = null;

            /**
             * Result openClient.
             * @member {ringkv.v1.OpenClientResponse.$Properties|null|undefined} openClient
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.openClient = null;

            /**
             * Result resolve.
             * @member {ringkv.v1.ResolveResponse.$Properties|null|undefined} resolve
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.resolve = null;

            /**
             * Result txn.
             * @member {ringkv.v1.TxnResponse.$Properties|null|undefined} txn
             * @memberof ringkv.v1.Result
             * @instance
             */
            Result.prototype.txn = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Result response.
             * @member {"error"|"get"|"put"|"delete"|"increment"|"touch"|"scanPartition"|"openClient"|"resolve"|"txn"|undefined} response
             * @memberof ringkv.v1.Result
             * @instance
             */
            $Object.defineProperty(Result.prototype, "response", {
                get: $util.oneOfGetter($oneOfFields = ["error", "get", "put", "delete", "increment", "touch", "scanPartition", "openClient", "resolve", "txn"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Result instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Result
             * @static
             * @param {ringkv.v1.Result.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Result} Result instance
             * @type {{
             *   (properties: ringkv.v1.Result.$Shape): ringkv.v1.Result & ringkv.v1.Result.$Shape;
             *   (properties?: ringkv.v1.Result.$Properties): ringkv.v1.Result;
             * }}
             */
            Result.create = function(properties) {
                return new Result(properties);
            };

            /**
             * Encodes the specified Result message. Does not implicitly {@link ringkv.v1.Result.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Result
             * @static
             * @param {ringkv.v1.Result.$Properties} message Result message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Result.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.id);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    $root.ringkv.v1.ErrorDetail.encode(message.error, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.get != null && $Object.hasOwnProperty.call(message, "get"))
                    $root.ringkv.v1.GetResponse.encode(message.get, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.put != null && $Object.hasOwnProperty.call(message, "put"))
                    $root.ringkv.v1.PutResponse.encode(message.put, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message["delete"] != null && $Object.hasOwnProperty.call(message, "delete"))
                    $root.ringkv.v1.DeleteResponse.encode(message["delete"], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.increment != null && $Object.hasOwnProperty.call(message, "increment"))
                    $root.ringkv.v1.IncrementResponse.encode(message.increment, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.touch != null && $Object.hasOwnProperty.call(message, "touch"))
                    $root.ringkv.v1.TouchResponse.encode(message.touch, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.scanPartition != null && $Object.hasOwnProperty.call(message, "scanPartition"))
                    $root.ringkv.v1.ScanPartitionResponse.encode(message.scanPartition, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                if (message.openClient != null && $Object.hasOwnProperty.call(message, "openClient"))
                    $root.ringkv.v1.OpenClientResponse.encode(message.openClient, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                if (message.resolve != null && $Object.hasOwnProperty.call(message, "resolve"))
                    $root.ringkv.v1.ResolveResponse.encode(message.resolve, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
                if (message.txn != null && $Object.hasOwnProperty.call(message, "txn"))
                    $root.ringkv.v1.TxnResponse.encode(message.txn, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Result message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Result
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Result & ringkv.v1.Result.$Shape} Result
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Result.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Result();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.error = $root.ringkv.v1.ErrorDetail.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                            message.response = "error";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.get = $root.ringkv.v1.GetResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.get);
                            message.response = "get";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.put = $root.ringkv.v1.PutResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.put);
                            message.response = "put";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message["delete"] = $root.ringkv.v1.DeleteResponse.decode(reader, reader.size(), $undefined, _depth + 1, message["delete"]);
                            message.response = "delete";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.increment = $root.ringkv.v1.IncrementResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.increment);
                            message.response = "increment";
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.touch = $root.ringkv.v1.TouchResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.touch);
                            message.response = "touch";
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.scanPartition = $root.ringkv.v1.ScanPartitionResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.scanPartition);
                            message.response = "scanPartition";
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            message.openClient = $root.ringkv.v1.OpenClientResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.openClient);
                            message.response = "openClient";
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.resolve = $root.ringkv.v1.ResolveResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.resolve);
                            message.response = "resolve";
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            message.txn = $root.ringkv.v1.TxnResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.txn);
                            message.response = "txn";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Result;
        })();

        v1.HelloRequest = (function() {

            /**
             * Properties of a HelloRequest.
             * @typedef {Object} ringkv.v1.HelloRequest.$Properties
             * @property {Uint8Array|null} [clusterId] HelloRequest clusterId
             * @property {string|null} [name] HelloRequest name
             * @property {Uint8Array|null} [incarnation] HelloRequest incarnation
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a HelloRequest.
             * @memberof ringkv.v1
             * @interface IHelloRequest
             * @augments ringkv.v1.HelloRequest.$Properties
             * @deprecated Use ringkv.v1.HelloRequest.$Properties instead.
             */

            /**
             * Shape of a HelloRequest.
             * @typedef {ringkv.v1.HelloRequest.$Properties} ringkv.v1.HelloRequest.$Shape
             */

            /**
             * Constructs a new HelloRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a HelloRequest.
             * @constructor
             * @param {ringkv.v1.HelloRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const HelloRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * HelloRequest clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.HelloRequest
             * @instance
             */
            HelloRequest.prototype.clusterId = $util.newBuffer([]);

            /**
             * HelloRequest name.
             * @member {string} name
             * @memberof ringkv.v1.HelloRequest
             * @instance
             */
            HelloRequest.prototype.name = "";

            /**
             * HelloRequest incarnation.
             * @member {Uint8Array} incarnation
             * @memberof ringkv.v1.HelloRequest
             * @instance
             */
            HelloRequest.prototype.incarnation = $util.newBuffer([]);

            /**
             * Creates a new HelloRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.HelloRequest
             * @static
             * @param {ringkv.v1.HelloRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.HelloRequest} HelloRequest instance
             * @type {{
             *   (properties: ringkv.v1.HelloRequest.$Shape): ringkv.v1.HelloRequest & ringkv.v1.HelloRequest.$Shape;
             *   (properties?: ringkv.v1.HelloRequest.$Properties): ringkv.v1.HelloRequest;
             * }}
             */
            HelloRequest.create = function(properties) {
                return new HelloRequest(properties);
            };

            /**
             * Encodes the specified HelloRequest message. Does not implicitly {@link ringkv.v1.HelloRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.HelloRequest
             * @static
             * @param {ringkv.v1.HelloRequest.$Properties} message HelloRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            HelloRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.clusterId);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.incarnation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a HelloRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.HelloRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.HelloRequest & ringkv.v1.HelloRequest.$Shape} HelloRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            HelloRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.HelloRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return HelloRequest;
        })();

        v1.HelloResponse = (function() {

            /**
             * Properties of a HelloResponse.
             * @typedef {Object} ringkv.v1.HelloResponse.$Properties
             * @property {Uint8Array|null} [clusterId] HelloResponse clusterId
             * @property {string|null} [name] HelloResponse name
             * @property {Uint8Array|null} [incarnation] HelloResponse incarnation
             * @property {boolean|null} [formed] HelloResponse formed
             * @property {Uint8Array|null} [knownIncarnation] HelloResponse knownIncarnation
             * @property {string|null} [zone] HelloResponse zone
             * @property {number|null} [weight] HelloResponse weight
             * @property {number|null} [partitions] HelloResponse partitions
             * @property {number|null} [replicas] HelloResponse replicas
             * @property {number|null} [leaseMs] HelloResponse leaseMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a HelloResponse.
             * @memberof ringkv.v1
             * @interface IHelloResponse
             * @augments ringkv.v1.HelloResponse.$Properties
             * @deprecated Use ringkv.v1.HelloResponse.$Properties instead.
             */

            /**
             * Shape of a HelloResponse.
             * @typedef {ringkv.v1.HelloResponse.$Properties} ringkv.v1.HelloResponse.$Shape
             */

            /**
             * Constructs a new HelloResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a HelloResponse.
             * @constructor
             * @param {ringkv.v1.HelloResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const HelloResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * HelloResponse clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.clusterId = $util.newBuffer([]);

            /**
             * HelloResponse name.
             * @member {string} name
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.name = "";

            /**
             * HelloResponse incarnation.
             * @member {Uint8Array} incarnation
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.incarnation = $util.newBuffer([]);

            /**
             * HelloResponse formed.
             * @member {boolean} formed
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.formed = false;

            /**
             * HelloResponse knownIncarnation.
             * @member {Uint8Array} knownIncarnation
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.knownIncarnation = $util.newBuffer([]);

            /**
             * HelloResponse zone.
             * @member {string} zone
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.zone = "";

            /**
             * HelloResponse weight.
             * @member {number} weight
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.weight = 0;

            /**
             * HelloResponse partitions.
             * @member {number} partitions
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.partitions = 0;

            /**
             * HelloResponse replicas.
             * @member {number} replicas
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.replicas = 0;

            /**
             * HelloResponse leaseMs.
             * @member {number} leaseMs
             * @memberof ringkv.v1.HelloResponse
             * @instance
             */
            HelloResponse.prototype.leaseMs = 0;

            /**
             * Creates a new HelloResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.HelloResponse
             * @static
             * @param {ringkv.v1.HelloResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.HelloResponse} HelloResponse instance
             * @type {{
             *   (properties: ringkv.v1.HelloResponse.$Shape): ringkv.v1.HelloResponse & ringkv.v1.HelloResponse.$Shape;
             *   (properties?: ringkv.v1.HelloResponse.$Properties): ringkv.v1.HelloResponse;
             * }}
             */
            HelloResponse.create = function(properties) {
                return new HelloResponse(properties);
            };

            /**
             * Encodes the specified HelloResponse message. Does not implicitly {@link ringkv.v1.HelloResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.HelloResponse
             * @static
             * @param {ringkv.v1.HelloResponse.$Properties} message HelloResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            HelloResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.clusterId);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.incarnation);
                if (message.formed != null && $Object.hasOwnProperty.call(message, "formed") && message.formed !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.formed);
                if (message.knownIncarnation != null && $Object.hasOwnProperty.call(message, "knownIncarnation") && message.knownIncarnation.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.knownIncarnation);
                if (message.zone != null && $Object.hasOwnProperty.call(message, "zone") && message.zone !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.zone);
                if (message.weight != null && $Object.hasOwnProperty.call(message, "weight") && message.weight !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.weight);
                if (message.partitions != null && $Object.hasOwnProperty.call(message, "partitions") && message.partitions !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.partitions);
                if (message.replicas != null && $Object.hasOwnProperty.call(message, "replicas") && message.replicas !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.replicas);
                if (message.leaseMs != null && $Object.hasOwnProperty.call(message, "leaseMs") && message.leaseMs !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.leaseMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a HelloResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.HelloResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.HelloResponse & ringkv.v1.HelloResponse.$Shape} HelloResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            HelloResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.HelloResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.formed = value;
                            else
                                delete message.formed;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.knownIncarnation = value;
                            else
                                delete message.knownIncarnation;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.zone = value;
                            else
                                delete message.zone;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.weight = value;
                            else
                                delete message.weight;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partitions = value;
                            else
                                delete message.partitions;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.replicas = value;
                            else
                                delete message.replicas;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaseMs = value;
                            else
                                delete message.leaseMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return HelloResponse;
        })();

        v1.PeerFrame = (function() {

            /**
             * Properties of a PeerFrame.
             * @typedef {Object} ringkv.v1.PeerFrame.$Properties
             * @property {Uint8Array|null} [clusterId] PeerFrame clusterId
             * @property {number|null} [fromMember] PeerFrame fromMember
             * @property {number|null} [toMember] PeerFrame toMember
             * @property {Uint8Array|null} [incarnation] PeerFrame incarnation
             * @property {number|null} [epoch] PeerFrame epoch
             * @property {Array.<ringkv.v1.RaftMessage.$Properties>|null} [messages] PeerFrame messages
             * @property {ringkv.v1.Heartbeat.$Properties|null} [heartbeat] PeerFrame heartbeat
             * @property {ringkv.v1.HeartbeatAck.$Properties|null} [heartbeatAck] PeerFrame heartbeatAck
             * @property {ringkv.v1.Topology.$Properties|null} [topology] PeerFrame topology
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PeerFrame.
             * @memberof ringkv.v1
             * @interface IPeerFrame
             * @augments ringkv.v1.PeerFrame.$Properties
             * @deprecated Use ringkv.v1.PeerFrame.$Properties instead.
             */

            /**
             * Shape of a PeerFrame.
             * @typedef {ringkv.v1.PeerFrame.$Properties} ringkv.v1.PeerFrame.$Shape
             */

            /**
             * Constructs a new PeerFrame.
             * @memberof ringkv.v1
             * @classdesc Represents a PeerFrame.
             * @constructor
             * @param {ringkv.v1.PeerFrame.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PeerFrame = function (properties) {
                this.messages = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PeerFrame clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.PeerFrame
             * @instance
             */
            PeerFrame.prototype.clusterId = $util.newBuffer([]);

            /**
             * PeerFrame fromMember.
             * @member {number} fromMember
             * @memberof ringkv.v1.PeerFrame
             * @instance
             */
            PeerFrame.prototype.fromMember = 0;

            /**
             * PeerFrame toMember.
             * @member {number} toMember
             * @memberof ringkv.v1.PeerFrame
             * @instance
             */
            PeerFrame.prototype.toMember = 0;

            /**
             * PeerFrame incarnation.
             * @member {Uint8Array} incarnation
             * @memberof ringkv.v1.PeerFrame
             * @instance
             */
            PeerFrame.prototype.incarnation = $util.newBuffer([]);

            /**
             * PeerFrame epoch.
             * @member {number} epoch
             * @memberof ringkv.v1.PeerFrame
             * @instance
             */
            PeerFrame.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PeerFrame messages.
             * @member {Array.<ringkv.v1.RaftMessage.$Properties>} messages
             * @memberof ringkv.v1.PeerFrame
             * @instance
             */
            PeerFrame.prototype.messages = $util.emptyArray;

            /**
             * PeerFrame heartbeat.
             * @member {ringkv.v1.Heartbeat.$Properties|null|undefined} heartbeat
             * @memberof ringkv.v1.PeerFrame
             * @instance
             */
            PeerFrame.prototype.heartbeat = null;

            /**
             * PeerFrame heartbeatAck.
             * @member {ringkv.v1.HeartbeatAck.$Properties|null|undefined} heartbeatAck
             * @memberof ringkv.v1.PeerFrame
             * @instance
             */
            PeerFrame.prototype.heartbeatAck = null;

            /**
             * PeerFrame topology.
             * @member {ringkv.v1.Topology.$Properties|null|undefined} topology
             * @memberof ringkv.v1.PeerFrame
             * @instance
             */
            PeerFrame.prototype.topology = null;

            /**
             * Creates a new PeerFrame instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.PeerFrame
             * @static
             * @param {ringkv.v1.PeerFrame.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.PeerFrame} PeerFrame instance
             * @type {{
             *   (properties: ringkv.v1.PeerFrame.$Shape): ringkv.v1.PeerFrame & ringkv.v1.PeerFrame.$Shape;
             *   (properties?: ringkv.v1.PeerFrame.$Properties): ringkv.v1.PeerFrame;
             * }}
             */
            PeerFrame.create = function(properties) {
                return new PeerFrame(properties);
            };

            /**
             * Encodes the specified PeerFrame message. Does not implicitly {@link ringkv.v1.PeerFrame.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.PeerFrame
             * @static
             * @param {ringkv.v1.PeerFrame.$Properties} message PeerFrame message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PeerFrame.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.clusterId);
                if (message.fromMember != null && $Object.hasOwnProperty.call(message, "fromMember") && message.fromMember !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.fromMember);
                if (message.toMember != null && $Object.hasOwnProperty.call(message, "toMember") && message.toMember !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.toMember);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.incarnation);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.epoch);
                if (message.messages != null && message.messages.length)
                    for (let i = 0; i < message.messages.length; ++i)
                        $root.ringkv.v1.RaftMessage.encode(message.messages[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.heartbeat != null && $Object.hasOwnProperty.call(message, "heartbeat"))
                    $root.ringkv.v1.Heartbeat.encode(message.heartbeat, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.heartbeatAck != null && $Object.hasOwnProperty.call(message, "heartbeatAck"))
                    $root.ringkv.v1.HeartbeatAck.encode(message.heartbeatAck, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.topology != null && $Object.hasOwnProperty.call(message, "topology"))
                    $root.ringkv.v1.Topology.encode(message.topology, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PeerFrame message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.PeerFrame
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.PeerFrame & ringkv.v1.PeerFrame.$Shape} PeerFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PeerFrame.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.PeerFrame();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.fromMember = value;
                            else
                                delete message.fromMember;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.toMember = value;
                            else
                                delete message.toMember;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.messages && message.messages.length))
                                message.messages = [];
                            message.messages.push($root.ringkv.v1.RaftMessage.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.heartbeat = $root.ringkv.v1.Heartbeat.decode(reader, reader.size(), $undefined, _depth + 1, message.heartbeat);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.heartbeatAck = $root.ringkv.v1.HeartbeatAck.decode(reader, reader.size(), $undefined, _depth + 1, message.heartbeatAck);
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.topology = $root.ringkv.v1.Topology.decode(reader, reader.size(), $undefined, _depth + 1, message.topology);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PeerFrame;
        })();

        v1.ExchangeEnd = (function() {

            /**
             * Properties of an ExchangeEnd.
             * @typedef {Object} ringkv.v1.ExchangeEnd.$Properties
             * @property {string|null} [reason] ExchangeEnd reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ExchangeEnd.
             * @memberof ringkv.v1
             * @interface IExchangeEnd
             * @augments ringkv.v1.ExchangeEnd.$Properties
             * @deprecated Use ringkv.v1.ExchangeEnd.$Properties instead.
             */

            /**
             * Shape of an ExchangeEnd.
             * @typedef {ringkv.v1.ExchangeEnd.$Properties} ringkv.v1.ExchangeEnd.$Shape
             */

            /**
             * Constructs a new ExchangeEnd.
             * @memberof ringkv.v1
             * @classdesc Represents an ExchangeEnd.
             * @constructor
             * @param {ringkv.v1.ExchangeEnd.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ExchangeEnd = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ExchangeEnd reason.
             * @member {string} reason
             * @memberof ringkv.v1.ExchangeEnd
             * @instance
             */
            ExchangeEnd.prototype.reason = "";

            /**
             * Creates a new ExchangeEnd instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.ExchangeEnd
             * @static
             * @param {ringkv.v1.ExchangeEnd.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.ExchangeEnd} ExchangeEnd instance
             * @type {{
             *   (properties: ringkv.v1.ExchangeEnd.$Shape): ringkv.v1.ExchangeEnd & ringkv.v1.ExchangeEnd.$Shape;
             *   (properties?: ringkv.v1.ExchangeEnd.$Properties): ringkv.v1.ExchangeEnd;
             * }}
             */
            ExchangeEnd.create = function(properties) {
                return new ExchangeEnd(properties);
            };

            /**
             * Encodes the specified ExchangeEnd message. Does not implicitly {@link ringkv.v1.ExchangeEnd.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.ExchangeEnd
             * @static
             * @param {ringkv.v1.ExchangeEnd.$Properties} message ExchangeEnd message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ExchangeEnd.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ExchangeEnd message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.ExchangeEnd
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.ExchangeEnd & ringkv.v1.ExchangeEnd.$Shape} ExchangeEnd
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ExchangeEnd.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.ExchangeEnd();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ExchangeEnd;
        })();

        v1.Heartbeat = (function() {

            /**
             * Properties of a Heartbeat.
             * @typedef {Object} ringkv.v1.Heartbeat.$Properties
             * @property {number|null} [sentAt] Heartbeat sentAt
             * @property {number|null} [wallMs] Heartbeat wallMs
             * @property {number|null} [claimsVersion] Heartbeat claimsVersion
             * @property {boolean|null} [hasClaims] Heartbeat hasClaims
             * @property {Array.<ringkv.v1.Claim.$Properties>|null} [claims] Heartbeat claims
             * @property {number|null} [topologyEpoch] Heartbeat topologyEpoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Heartbeat.
             * @memberof ringkv.v1
             * @interface IHeartbeat
             * @augments ringkv.v1.Heartbeat.$Properties
             * @deprecated Use ringkv.v1.Heartbeat.$Properties instead.
             */

            /**
             * Shape of a Heartbeat.
             * @typedef {ringkv.v1.Heartbeat.$Properties} ringkv.v1.Heartbeat.$Shape
             */

            /**
             * Constructs a new Heartbeat.
             * @memberof ringkv.v1
             * @classdesc Represents a Heartbeat.
             * @constructor
             * @param {ringkv.v1.Heartbeat.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Heartbeat = function (properties) {
                this.claims = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Heartbeat sentAt.
             * @member {number} sentAt
             * @memberof ringkv.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.sentAt = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Heartbeat wallMs.
             * @member {number} wallMs
             * @memberof ringkv.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.wallMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Heartbeat claimsVersion.
             * @member {number} claimsVersion
             * @memberof ringkv.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.claimsVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Heartbeat hasClaims.
             * @member {boolean} hasClaims
             * @memberof ringkv.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.hasClaims = false;

            /**
             * Heartbeat claims.
             * @member {Array.<ringkv.v1.Claim.$Properties>} claims
             * @memberof ringkv.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.claims = $util.emptyArray;

            /**
             * Heartbeat topologyEpoch.
             * @member {number} topologyEpoch
             * @memberof ringkv.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.topologyEpoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Heartbeat instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Heartbeat
             * @static
             * @param {ringkv.v1.Heartbeat.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Heartbeat} Heartbeat instance
             * @type {{
             *   (properties: ringkv.v1.Heartbeat.$Shape): ringkv.v1.Heartbeat & ringkv.v1.Heartbeat.$Shape;
             *   (properties?: ringkv.v1.Heartbeat.$Properties): ringkv.v1.Heartbeat;
             * }}
             */
            Heartbeat.create = function(properties) {
                return new Heartbeat(properties);
            };

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link ringkv.v1.Heartbeat.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Heartbeat
             * @static
             * @param {ringkv.v1.Heartbeat.$Properties} message Heartbeat message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Heartbeat.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sentAt != null && $Object.hasOwnProperty.call(message, "sentAt") && (typeof message.sentAt === "object" ? message.sentAt.low || message.sentAt.high : message.sentAt !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.sentAt);
                if (message.wallMs != null && $Object.hasOwnProperty.call(message, "wallMs") && (typeof message.wallMs === "object" ? message.wallMs.low || message.wallMs.high : message.wallMs !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.wallMs);
                if (message.claimsVersion != null && $Object.hasOwnProperty.call(message, "claimsVersion") && (typeof message.claimsVersion === "object" ? message.claimsVersion.low || message.claimsVersion.high : message.claimsVersion !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.claimsVersion);
                if (message.hasClaims != null && $Object.hasOwnProperty.call(message, "hasClaims") && message.hasClaims !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.hasClaims);
                if (message.claims != null && message.claims.length)
                    for (let i = 0; i < message.claims.length; ++i)
                        $root.ringkv.v1.Claim.encode(message.claims[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.topologyEpoch != null && $Object.hasOwnProperty.call(message, "topologyEpoch") && (typeof message.topologyEpoch === "object" ? message.topologyEpoch.low || message.topologyEpoch.high : message.topologyEpoch !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.topologyEpoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Heartbeat
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Heartbeat & ringkv.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Heartbeat.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Heartbeat();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sentAt = value;
                            else
                                delete message.sentAt;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.wallMs = value;
                            else
                                delete message.wallMs;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.claimsVersion = value;
                            else
                                delete message.claimsVersion;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasClaims = value;
                            else
                                delete message.hasClaims;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.claims && message.claims.length))
                                message.claims = [];
                            message.claims.push($root.ringkv.v1.Claim.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.topologyEpoch = value;
                            else
                                delete message.topologyEpoch;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Heartbeat;
        })();

        v1.Claim = (function() {

            /**
             * Properties of a Claim.
             * @typedef {Object} ringkv.v1.Claim.$Properties
             * @property {number|null} [group] Claim group
             * @property {number|null} [term] Claim term
             * @property {number|null} [replica] Claim replica
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Claim.
             * @memberof ringkv.v1
             * @interface IClaim
             * @augments ringkv.v1.Claim.$Properties
             * @deprecated Use ringkv.v1.Claim.$Properties instead.
             */

            /**
             * Shape of a Claim.
             * @typedef {ringkv.v1.Claim.$Properties} ringkv.v1.Claim.$Shape
             */

            /**
             * Constructs a new Claim.
             * @memberof ringkv.v1
             * @classdesc Represents a Claim.
             * @constructor
             * @param {ringkv.v1.Claim.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Claim = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Claim group.
             * @member {number} group
             * @memberof ringkv.v1.Claim
             * @instance
             */
            Claim.prototype.group = 0;

            /**
             * Claim term.
             * @member {number} term
             * @memberof ringkv.v1.Claim
             * @instance
             */
            Claim.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Claim replica.
             * @member {number} replica
             * @memberof ringkv.v1.Claim
             * @instance
             */
            Claim.prototype.replica = 0;

            /**
             * Creates a new Claim instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Claim
             * @static
             * @param {ringkv.v1.Claim.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Claim} Claim instance
             * @type {{
             *   (properties: ringkv.v1.Claim.$Shape): ringkv.v1.Claim & ringkv.v1.Claim.$Shape;
             *   (properties?: ringkv.v1.Claim.$Properties): ringkv.v1.Claim;
             * }}
             */
            Claim.create = function(properties) {
                return new Claim(properties);
            };

            /**
             * Encodes the specified Claim message. Does not implicitly {@link ringkv.v1.Claim.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Claim
             * @static
             * @param {ringkv.v1.Claim.$Properties} message Claim message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Claim.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.group);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && (typeof message.term === "object" ? message.term.low || message.term.high : message.term !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.term);
                if (message.replica != null && $Object.hasOwnProperty.call(message, "replica") && message.replica !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.replica);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Claim message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Claim
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Claim & ringkv.v1.Claim.$Shape} Claim
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Claim.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Claim();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.group = value;
                            else
                                delete message.group;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.replica = value;
                            else
                                delete message.replica;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Claim;
        })();

        v1.HeartbeatAck = (function() {

            /**
             * Properties of a HeartbeatAck.
             * @typedef {Object} ringkv.v1.HeartbeatAck.$Properties
             * @property {number|null} [sentAt] HeartbeatAck sentAt
             * @property {number|null} [epoch] HeartbeatAck epoch
             * @property {number|null} [claimsVersion] HeartbeatAck claimsVersion
             * @property {Array.<number>|null} [notFollowing] HeartbeatAck notFollowing
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a HeartbeatAck.
             * @memberof ringkv.v1
             * @interface IHeartbeatAck
             * @augments ringkv.v1.HeartbeatAck.$Properties
             * @deprecated Use ringkv.v1.HeartbeatAck.$Properties instead.
             */

            /**
             * Shape of a HeartbeatAck.
             * @typedef {ringkv.v1.HeartbeatAck.$Properties} ringkv.v1.HeartbeatAck.$Shape
             */

            /**
             * Constructs a new HeartbeatAck.
             * @memberof ringkv.v1
             * @classdesc Represents a HeartbeatAck.
             * @constructor
             * @param {ringkv.v1.HeartbeatAck.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const HeartbeatAck = function (properties) {
                this.notFollowing = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * HeartbeatAck sentAt.
             * @member {number} sentAt
             * @memberof ringkv.v1.HeartbeatAck
             * @instance
             */
            HeartbeatAck.prototype.sentAt = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HeartbeatAck epoch.
             * @member {number} epoch
             * @memberof ringkv.v1.HeartbeatAck
             * @instance
             */
            HeartbeatAck.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HeartbeatAck claimsVersion.
             * @member {number} claimsVersion
             * @memberof ringkv.v1.HeartbeatAck
             * @instance
             */
            HeartbeatAck.prototype.claimsVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HeartbeatAck notFollowing.
             * @member {Array.<number>} notFollowing
             * @memberof ringkv.v1.HeartbeatAck
             * @instance
             */
            HeartbeatAck.prototype.notFollowing = $util.emptyArray;

            /**
             * Creates a new HeartbeatAck instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.HeartbeatAck
             * @static
             * @param {ringkv.v1.HeartbeatAck.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.HeartbeatAck} HeartbeatAck instance
             * @type {{
             *   (properties: ringkv.v1.HeartbeatAck.$Shape): ringkv.v1.HeartbeatAck & ringkv.v1.HeartbeatAck.$Shape;
             *   (properties?: ringkv.v1.HeartbeatAck.$Properties): ringkv.v1.HeartbeatAck;
             * }}
             */
            HeartbeatAck.create = function(properties) {
                return new HeartbeatAck(properties);
            };

            /**
             * Encodes the specified HeartbeatAck message. Does not implicitly {@link ringkv.v1.HeartbeatAck.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.HeartbeatAck
             * @static
             * @param {ringkv.v1.HeartbeatAck.$Properties} message HeartbeatAck message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            HeartbeatAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sentAt != null && $Object.hasOwnProperty.call(message, "sentAt") && (typeof message.sentAt === "object" ? message.sentAt.low || message.sentAt.high : message.sentAt !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.sentAt);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.epoch);
                if (message.claimsVersion != null && $Object.hasOwnProperty.call(message, "claimsVersion") && (typeof message.claimsVersion === "object" ? message.claimsVersion.low || message.claimsVersion.high : message.claimsVersion !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.claimsVersion);
                if (message.notFollowing != null && message.notFollowing.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).uint32s(message.notFollowing);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a HeartbeatAck message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.HeartbeatAck
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.HeartbeatAck & ringkv.v1.HeartbeatAck.$Shape} HeartbeatAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            HeartbeatAck.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.HeartbeatAck();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sentAt = value;
                            else
                                delete message.sentAt;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.claimsVersion = value;
                            else
                                delete message.claimsVersion;
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.notFollowing && message.notFollowing.length))
                                    message.notFollowing = [];
                                reader.uint32s(message.notFollowing);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.notFollowing && message.notFollowing.length))
                                message.notFollowing = [];
                            message.notFollowing.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return HeartbeatAck;
        })();

        v1.RaftMessage = (function() {

            /**
             * Properties of a RaftMessage.
             * @typedef {Object} ringkv.v1.RaftMessage.$Properties
             * @property {number|null} [group] RaftMessage group
             * @property {number|null} [type] RaftMessage type
             * @property {number|null} [from] RaftMessage from
             * @property {number|null} [to] RaftMessage to
             * @property {number|null} [term] RaftMessage term
             * @property {number|null} [index] RaftMessage index
             * @property {number|null} [logTerm] RaftMessage logTerm
             * @property {number|null} [commit] RaftMessage commit
             * @property {number|null} [commitTerm] RaftMessage commitTerm
             * @property {number|null} [hint] RaftMessage hint
             * @property {number|null} [context] RaftMessage context
             * @property {boolean|null} [reject] RaftMessage reject
             * @property {boolean|null} [force] RaftMessage force
             * @property {Array.<ringkv.v1.RaftEntry.$Properties>|null} [entries] RaftMessage entries
             * @property {ringkv.v1.RaftSnapshot.$Properties|null} [snapshot] RaftMessage snapshot
             * @property {boolean|null} [promise] RaftMessage promise
             * @property {number|null} [life] RaftMessage life
             * @property {number|null} [session] RaftMessage session
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RaftMessage.
             * @memberof ringkv.v1
             * @interface IRaftMessage
             * @augments ringkv.v1.RaftMessage.$Properties
             * @deprecated Use ringkv.v1.RaftMessage.$Properties instead.
             */

            /**
             * Shape of a RaftMessage.
             * @typedef {ringkv.v1.RaftMessage.$Properties} ringkv.v1.RaftMessage.$Shape
             */

            /**
             * Constructs a new RaftMessage.
             * @memberof ringkv.v1
             * @classdesc Represents a RaftMessage.
             * @constructor
             * @param {ringkv.v1.RaftMessage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RaftMessage = function (properties) {
                this.entries = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RaftMessage group.
             * @member {number} group
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.group = 0;

            /**
             * RaftMessage type.
             * @member {number} type
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.type = 0;

            /**
             * RaftMessage from.
             * @member {number} from
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.from = 0;

            /**
             * RaftMessage to.
             * @member {number} to
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.to = 0;

            /**
             * RaftMessage term.
             * @member {number} term
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftMessage index.
             * @member {number} index
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.index = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftMessage logTerm.
             * @member {number} logTerm
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.logTerm = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftMessage commit.
             * @member {number} commit
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.commit = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftMessage commitTerm.
             * @member {number} commitTerm
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.commitTerm = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftMessage hint.
             * @member {number} hint
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.hint = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftMessage context.
             * @member {number} context
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.context = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftMessage reject.
             * @member {boolean} reject
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.reject = false;

            /**
             * RaftMessage force.
             * @member {boolean} force
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.force = false;

            /**
             * RaftMessage entries.
             * @member {Array.<ringkv.v1.RaftEntry.$Properties>} entries
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.entries = $util.emptyArray;

            /**
             * RaftMessage snapshot.
             * @member {ringkv.v1.RaftSnapshot.$Properties|null|undefined} snapshot
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.snapshot = null;

            /**
             * RaftMessage promise.
             * @member {boolean} promise
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.promise = false;

            /**
             * RaftMessage life.
             * @member {number} life
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.life = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftMessage session.
             * @member {number} session
             * @memberof ringkv.v1.RaftMessage
             * @instance
             */
            RaftMessage.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new RaftMessage instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.RaftMessage
             * @static
             * @param {ringkv.v1.RaftMessage.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.RaftMessage} RaftMessage instance
             * @type {{
             *   (properties: ringkv.v1.RaftMessage.$Shape): ringkv.v1.RaftMessage & ringkv.v1.RaftMessage.$Shape;
             *   (properties?: ringkv.v1.RaftMessage.$Properties): ringkv.v1.RaftMessage;
             * }}
             */
            RaftMessage.create = function(properties) {
                return new RaftMessage(properties);
            };

            /**
             * Encodes the specified RaftMessage message. Does not implicitly {@link ringkv.v1.RaftMessage.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.RaftMessage
             * @static
             * @param {ringkv.v1.RaftMessage.$Properties} message RaftMessage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RaftMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.group);
                if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.type);
                if (message.from != null && $Object.hasOwnProperty.call(message, "from") && message.from !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.from);
                if (message.to != null && $Object.hasOwnProperty.call(message, "to") && message.to !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.to);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && (typeof message.term === "object" ? message.term.low || message.term.high : message.term !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.term);
                if (message.index != null && $Object.hasOwnProperty.call(message, "index") && (typeof message.index === "object" ? message.index.low || message.index.high : message.index !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.index);
                if (message.logTerm != null && $Object.hasOwnProperty.call(message, "logTerm") && (typeof message.logTerm === "object" ? message.logTerm.low || message.logTerm.high : message.logTerm !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.logTerm);
                if (message.commit != null && $Object.hasOwnProperty.call(message, "commit") && (typeof message.commit === "object" ? message.commit.low || message.commit.high : message.commit !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.commit);
                if (message.commitTerm != null && $Object.hasOwnProperty.call(message, "commitTerm") && (typeof message.commitTerm === "object" ? message.commitTerm.low || message.commitTerm.high : message.commitTerm !== 0))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.commitTerm);
                if (message.hint != null && $Object.hasOwnProperty.call(message, "hint") && (typeof message.hint === "object" ? message.hint.low || message.hint.high : message.hint !== 0))
                    writer.uint32(/* id 10, wireType 0 =*/80).uint64(message.hint);
                if (message.context != null && $Object.hasOwnProperty.call(message, "context") && (typeof message.context === "object" ? message.context.low || message.context.high : message.context !== 0))
                    writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.context);
                if (message.reject != null && $Object.hasOwnProperty.call(message, "reject") && message.reject !== false)
                    writer.uint32(/* id 12, wireType 0 =*/96).bool(message.reject);
                if (message.force != null && $Object.hasOwnProperty.call(message, "force") && message.force !== false)
                    writer.uint32(/* id 13, wireType 0 =*/104).bool(message.force);
                if (message.entries != null && message.entries.length)
                    for (let i = 0; i < message.entries.length; ++i)
                        $root.ringkv.v1.RaftEntry.encode(message.entries[i], writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                    $root.ringkv.v1.RaftSnapshot.encode(message.snapshot, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
                if (message.promise != null && $Object.hasOwnProperty.call(message, "promise") && message.promise !== false)
                    writer.uint32(/* id 16, wireType 0 =*/128).bool(message.promise);
                if (message.life != null && $Object.hasOwnProperty.call(message, "life") && (typeof message.life === "object" ? message.life.low || message.life.high : message.life !== 0))
                    writer.uint32(/* id 17, wireType 0 =*/136).uint64(message.life);
                if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                    writer.uint32(/* id 18, wireType 0 =*/144).uint64(message.session);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RaftMessage message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.RaftMessage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.RaftMessage & ringkv.v1.RaftMessage.$Shape} RaftMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RaftMessage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.RaftMessage();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.group = value;
                            else
                                delete message.group;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.type = value;
                            else
                                delete message.type;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.from = value;
                            else
                                delete message.from;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.to = value;
                            else
                                delete message.to;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.logTerm = value;
                            else
                                delete message.logTerm;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.commit = value;
                            else
                                delete message.commit;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.commitTerm = value;
                            else
                                delete message.commitTerm;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.hint = value;
                            else
                                delete message.hint;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.context = value;
                            else
                                delete message.context;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.reject = value;
                            else
                                delete message.reject;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.force = value;
                            else
                                delete message.force;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            if (!(message.entries && message.entries.length))
                                message.entries = [];
                            message.entries.push($root.ringkv.v1.RaftEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.snapshot = $root.ringkv.v1.RaftSnapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshot);
                            continue;
                        }
                    case 16: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.promise = value;
                            else
                                delete message.promise;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.life = value;
                            else
                                delete message.life;
                            continue;
                        }
                    case 18: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.session = value;
                            else
                                delete message.session;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RaftMessage;
        })();

        v1.RaftEntry = (function() {

            /**
             * Properties of a RaftEntry.
             * @typedef {Object} ringkv.v1.RaftEntry.$Properties
             * @property {number|null} [term] RaftEntry term
             * @property {number|null} [kind] RaftEntry kind
             * @property {Uint8Array|null} [data] RaftEntry data
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RaftEntry.
             * @memberof ringkv.v1
             * @interface IRaftEntry
             * @augments ringkv.v1.RaftEntry.$Properties
             * @deprecated Use ringkv.v1.RaftEntry.$Properties instead.
             */

            /**
             * Shape of a RaftEntry.
             * @typedef {ringkv.v1.RaftEntry.$Properties} ringkv.v1.RaftEntry.$Shape
             */

            /**
             * Constructs a new RaftEntry.
             * @memberof ringkv.v1
             * @classdesc Represents a RaftEntry.
             * @constructor
             * @param {ringkv.v1.RaftEntry.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RaftEntry = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RaftEntry term.
             * @member {number} term
             * @memberof ringkv.v1.RaftEntry
             * @instance
             */
            RaftEntry.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftEntry kind.
             * @member {number} kind
             * @memberof ringkv.v1.RaftEntry
             * @instance
             */
            RaftEntry.prototype.kind = 0;

            /**
             * RaftEntry data.
             * @member {Uint8Array} data
             * @memberof ringkv.v1.RaftEntry
             * @instance
             */
            RaftEntry.prototype.data = $util.newBuffer([]);

            /**
             * Creates a new RaftEntry instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.RaftEntry
             * @static
             * @param {ringkv.v1.RaftEntry.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.RaftEntry} RaftEntry instance
             * @type {{
             *   (properties: ringkv.v1.RaftEntry.$Shape): ringkv.v1.RaftEntry & ringkv.v1.RaftEntry.$Shape;
             *   (properties?: ringkv.v1.RaftEntry.$Properties): ringkv.v1.RaftEntry;
             * }}
             */
            RaftEntry.create = function(properties) {
                return new RaftEntry(properties);
            };

            /**
             * Encodes the specified RaftEntry message. Does not implicitly {@link ringkv.v1.RaftEntry.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.RaftEntry
             * @static
             * @param {ringkv.v1.RaftEntry.$Properties} message RaftEntry message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RaftEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && (typeof message.term === "object" ? message.term.low || message.term.high : message.term !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.term);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.kind);
                if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.data);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RaftEntry message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.RaftEntry
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.RaftEntry & ringkv.v1.RaftEntry.$Shape} RaftEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RaftEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.RaftEntry();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.data = value;
                            else
                                delete message.data;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RaftEntry;
        })();

        v1.RaftSnapshot = (function() {

            /**
             * Properties of a RaftSnapshot.
             * @typedef {Object} ringkv.v1.RaftSnapshot.$Properties
             * @property {number|null} [index] RaftSnapshot index
             * @property {number|null} [term] RaftSnapshot term
             * @property {Uint8Array|null} [conf] RaftSnapshot conf
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RaftSnapshot.
             * @memberof ringkv.v1
             * @interface IRaftSnapshot
             * @augments ringkv.v1.RaftSnapshot.$Properties
             * @deprecated Use ringkv.v1.RaftSnapshot.$Properties instead.
             */

            /**
             * Shape of a RaftSnapshot.
             * @typedef {ringkv.v1.RaftSnapshot.$Properties} ringkv.v1.RaftSnapshot.$Shape
             */

            /**
             * Constructs a new RaftSnapshot.
             * @memberof ringkv.v1
             * @classdesc Represents a RaftSnapshot.
             * @constructor
             * @param {ringkv.v1.RaftSnapshot.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RaftSnapshot = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RaftSnapshot index.
             * @member {number} index
             * @memberof ringkv.v1.RaftSnapshot
             * @instance
             */
            RaftSnapshot.prototype.index = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftSnapshot term.
             * @member {number} term
             * @memberof ringkv.v1.RaftSnapshot
             * @instance
             */
            RaftSnapshot.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RaftSnapshot conf.
             * @member {Uint8Array} conf
             * @memberof ringkv.v1.RaftSnapshot
             * @instance
             */
            RaftSnapshot.prototype.conf = $util.newBuffer([]);

            /**
             * Creates a new RaftSnapshot instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.RaftSnapshot
             * @static
             * @param {ringkv.v1.RaftSnapshot.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.RaftSnapshot} RaftSnapshot instance
             * @type {{
             *   (properties: ringkv.v1.RaftSnapshot.$Shape): ringkv.v1.RaftSnapshot & ringkv.v1.RaftSnapshot.$Shape;
             *   (properties?: ringkv.v1.RaftSnapshot.$Properties): ringkv.v1.RaftSnapshot;
             * }}
             */
            RaftSnapshot.create = function(properties) {
                return new RaftSnapshot(properties);
            };

            /**
             * Encodes the specified RaftSnapshot message. Does not implicitly {@link ringkv.v1.RaftSnapshot.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.RaftSnapshot
             * @static
             * @param {ringkv.v1.RaftSnapshot.$Properties} message RaftSnapshot message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RaftSnapshot.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.index != null && $Object.hasOwnProperty.call(message, "index") && (typeof message.index === "object" ? message.index.low || message.index.high : message.index !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.index);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && (typeof message.term === "object" ? message.term.low || message.term.high : message.term !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.term);
                if (message.conf != null && $Object.hasOwnProperty.call(message, "conf") && message.conf.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.conf);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RaftSnapshot message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.RaftSnapshot
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.RaftSnapshot & ringkv.v1.RaftSnapshot.$Shape} RaftSnapshot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RaftSnapshot.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.RaftSnapshot();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.conf = value;
                            else
                                delete message.conf;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RaftSnapshot;
        })();

        v1.FetchSnapshotRequest = (function() {

            /**
             * Properties of a FetchSnapshotRequest.
             * @typedef {Object} ringkv.v1.FetchSnapshotRequest.$Properties
             * @property {Uint8Array|null} [clusterId] FetchSnapshotRequest clusterId
             * @property {number|null} [fromMember] FetchSnapshotRequest fromMember
             * @property {Uint8Array|null} [incarnation] FetchSnapshotRequest incarnation
             * @property {number|null} [group] FetchSnapshotRequest group
             * @property {number|null} [index] FetchSnapshotRequest index
             * @property {ringkv.v1.SnapshotPoint.$Properties|null} [resume] FetchSnapshotRequest resume
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FetchSnapshotRequest.
             * @memberof ringkv.v1
             * @interface IFetchSnapshotRequest
             * @augments ringkv.v1.FetchSnapshotRequest.$Properties
             * @deprecated Use ringkv.v1.FetchSnapshotRequest.$Properties instead.
             */

            /**
             * Shape of a FetchSnapshotRequest.
             * @typedef {ringkv.v1.FetchSnapshotRequest.$Properties} ringkv.v1.FetchSnapshotRequest.$Shape
             */

            /**
             * Constructs a new FetchSnapshotRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a FetchSnapshotRequest.
             * @constructor
             * @param {ringkv.v1.FetchSnapshotRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const FetchSnapshotRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * FetchSnapshotRequest clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.FetchSnapshotRequest
             * @instance
             */
            FetchSnapshotRequest.prototype.clusterId = $util.newBuffer([]);

            /**
             * FetchSnapshotRequest fromMember.
             * @member {number} fromMember
             * @memberof ringkv.v1.FetchSnapshotRequest
             * @instance
             */
            FetchSnapshotRequest.prototype.fromMember = 0;

            /**
             * FetchSnapshotRequest incarnation.
             * @member {Uint8Array} incarnation
             * @memberof ringkv.v1.FetchSnapshotRequest
             * @instance
             */
            FetchSnapshotRequest.prototype.incarnation = $util.newBuffer([]);

            /**
             * FetchSnapshotRequest group.
             * @member {number} group
             * @memberof ringkv.v1.FetchSnapshotRequest
             * @instance
             */
            FetchSnapshotRequest.prototype.group = 0;

            /**
             * FetchSnapshotRequest index.
             * @member {number} index
             * @memberof ringkv.v1.FetchSnapshotRequest
             * @instance
             */
            FetchSnapshotRequest.prototype.index = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * FetchSnapshotRequest resume.
             * @member {ringkv.v1.SnapshotPoint.$Properties|null|undefined} resume
             * @memberof ringkv.v1.FetchSnapshotRequest
             * @instance
             */
            FetchSnapshotRequest.prototype.resume = null;

            /**
             * Creates a new FetchSnapshotRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.FetchSnapshotRequest
             * @static
             * @param {ringkv.v1.FetchSnapshotRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.FetchSnapshotRequest} FetchSnapshotRequest instance
             * @type {{
             *   (properties: ringkv.v1.FetchSnapshotRequest.$Shape): ringkv.v1.FetchSnapshotRequest & ringkv.v1.FetchSnapshotRequest.$Shape;
             *   (properties?: ringkv.v1.FetchSnapshotRequest.$Properties): ringkv.v1.FetchSnapshotRequest;
             * }}
             */
            FetchSnapshotRequest.create = function(properties) {
                return new FetchSnapshotRequest(properties);
            };

            /**
             * Encodes the specified FetchSnapshotRequest message. Does not implicitly {@link ringkv.v1.FetchSnapshotRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.FetchSnapshotRequest
             * @static
             * @param {ringkv.v1.FetchSnapshotRequest.$Properties} message FetchSnapshotRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            FetchSnapshotRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.clusterId);
                if (message.fromMember != null && $Object.hasOwnProperty.call(message, "fromMember") && message.fromMember !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.fromMember);
                if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.incarnation);
                if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.group);
                if (message.index != null && $Object.hasOwnProperty.call(message, "index") && (typeof message.index === "object" ? message.index.low || message.index.high : message.index !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.index);
                if (message.resume != null && $Object.hasOwnProperty.call(message, "resume"))
                    $root.ringkv.v1.SnapshotPoint.encode(message.resume, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a FetchSnapshotRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.FetchSnapshotRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.FetchSnapshotRequest & ringkv.v1.FetchSnapshotRequest.$Shape} FetchSnapshotRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            FetchSnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.FetchSnapshotRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.fromMember = value;
                            else
                                delete message.fromMember;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.group = value;
                            else
                                delete message.group;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.resume = $root.ringkv.v1.SnapshotPoint.decode(reader, reader.size(), $undefined, _depth + 1, message.resume);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FetchSnapshotRequest;
        })();

        v1.SnapshotPoint = (function() {

            /**
             * Properties of a SnapshotPoint.
             * @typedef {Object} ringkv.v1.SnapshotPoint.$Properties
             * @property {number|null} [epoch] SnapshotPoint epoch
             * @property {number|null} [number] SnapshotPoint number
             * @property {number|null} [sequence] SnapshotPoint sequence
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SnapshotPoint.
             * @memberof ringkv.v1
             * @interface ISnapshotPoint
             * @augments ringkv.v1.SnapshotPoint.$Properties
             * @deprecated Use ringkv.v1.SnapshotPoint.$Properties instead.
             */

            /**
             * Shape of a SnapshotPoint.
             * @typedef {ringkv.v1.SnapshotPoint.$Properties} ringkv.v1.SnapshotPoint.$Shape
             */

            /**
             * Constructs a new SnapshotPoint.
             * @memberof ringkv.v1
             * @classdesc Represents a SnapshotPoint.
             * @constructor
             * @param {ringkv.v1.SnapshotPoint.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SnapshotPoint = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SnapshotPoint epoch.
             * @member {number} epoch
             * @memberof ringkv.v1.SnapshotPoint
             * @instance
             */
            SnapshotPoint.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SnapshotPoint number.
             * @member {number} number
             * @memberof ringkv.v1.SnapshotPoint
             * @instance
             */
            SnapshotPoint.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * SnapshotPoint sequence.
             * @member {number} sequence
             * @memberof ringkv.v1.SnapshotPoint
             * @instance
             */
            SnapshotPoint.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new SnapshotPoint instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.SnapshotPoint
             * @static
             * @param {ringkv.v1.SnapshotPoint.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.SnapshotPoint} SnapshotPoint instance
             * @type {{
             *   (properties: ringkv.v1.SnapshotPoint.$Shape): ringkv.v1.SnapshotPoint & ringkv.v1.SnapshotPoint.$Shape;
             *   (properties?: ringkv.v1.SnapshotPoint.$Properties): ringkv.v1.SnapshotPoint;
             * }}
             */
            SnapshotPoint.create = function(properties) {
                return new SnapshotPoint(properties);
            };

            /**
             * Encodes the specified SnapshotPoint message. Does not implicitly {@link ringkv.v1.SnapshotPoint.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.SnapshotPoint
             * @static
             * @param {ringkv.v1.SnapshotPoint.$Properties} message SnapshotPoint message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SnapshotPoint.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.epoch);
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.number);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.sequence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SnapshotPoint message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.SnapshotPoint
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.SnapshotPoint & ringkv.v1.SnapshotPoint.$Shape} SnapshotPoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SnapshotPoint.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.SnapshotPoint();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SnapshotPoint;
        })();

        v1.SnapshotChunk = (function() {

            /**
             * Properties of a SnapshotChunk.
             * @typedef {Object} ringkv.v1.SnapshotChunk.$Properties
             * @property {ringkv.v1.RaftSnapshot.$Properties|null} [meta] SnapshotChunk meta
             * @property {Uint8Array|null} [data] SnapshotChunk data
             * @property {ringkv.v1.SnapshotPoint.$Properties|null} [point] SnapshotChunk point
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SnapshotChunk.
             * @memberof ringkv.v1
             * @interface ISnapshotChunk
             * @augments ringkv.v1.SnapshotChunk.$Properties
             * @deprecated Use ringkv.v1.SnapshotChunk.$Properties instead.
             */

            /**
             * Shape of a SnapshotChunk.
             * @typedef {ringkv.v1.SnapshotChunk.$Properties} ringkv.v1.SnapshotChunk.$Shape
             */

            /**
             * Constructs a new SnapshotChunk.
             * @memberof ringkv.v1
             * @classdesc Represents a SnapshotChunk.
             * @constructor
             * @param {ringkv.v1.SnapshotChunk.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SnapshotChunk = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SnapshotChunk meta.
             * @member {ringkv.v1.RaftSnapshot.$Properties|null|undefined} meta
             * @memberof ringkv.v1.SnapshotChunk
             * @instance
             */
            SnapshotChunk.prototype.meta = null;

            /**
             * SnapshotChunk data.
             * @member {Uint8Array} data
             * @memberof ringkv.v1.SnapshotChunk
             * @instance
             */
            SnapshotChunk.prototype.data = $util.newBuffer([]);

            /**
             * SnapshotChunk point.
             * @member {ringkv.v1.SnapshotPoint.$Properties|null|undefined} point
             * @memberof ringkv.v1.SnapshotChunk
             * @instance
             */
            SnapshotChunk.prototype.point = null;

            /**
             * Creates a new SnapshotChunk instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.SnapshotChunk
             * @static
             * @param {ringkv.v1.SnapshotChunk.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.SnapshotChunk} SnapshotChunk instance
             * @type {{
             *   (properties: ringkv.v1.SnapshotChunk.$Shape): ringkv.v1.SnapshotChunk & ringkv.v1.SnapshotChunk.$Shape;
             *   (properties?: ringkv.v1.SnapshotChunk.$Properties): ringkv.v1.SnapshotChunk;
             * }}
             */
            SnapshotChunk.create = function(properties) {
                return new SnapshotChunk(properties);
            };

            /**
             * Encodes the specified SnapshotChunk message. Does not implicitly {@link ringkv.v1.SnapshotChunk.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.SnapshotChunk
             * @static
             * @param {ringkv.v1.SnapshotChunk.$Properties} message SnapshotChunk message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SnapshotChunk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.meta != null && $Object.hasOwnProperty.call(message, "meta"))
                    $root.ringkv.v1.RaftSnapshot.encode(message.meta, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.data);
                if (message.point != null && $Object.hasOwnProperty.call(message, "point"))
                    $root.ringkv.v1.SnapshotPoint.encode(message.point, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SnapshotChunk message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.SnapshotChunk
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.SnapshotChunk & ringkv.v1.SnapshotChunk.$Shape} SnapshotChunk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SnapshotChunk.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.SnapshotChunk();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.meta = $root.ringkv.v1.RaftSnapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.meta);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.data = value;
                            else
                                delete message.data;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.point = $root.ringkv.v1.SnapshotPoint.decode(reader, reader.size(), $undefined, _depth + 1, message.point);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SnapshotChunk;
        })();

        v1.WatchRequest = (function() {

            /**
             * Properties of a WatchRequest.
             * @typedef {Object} ringkv.v1.WatchRequest.$Properties
             * @property {ringkv.v1.WatchCreate.$Properties|null} [create] WatchRequest create
             * @property {ringkv.v1.WatchCancel.$Properties|null} [cancel] WatchRequest cancel
             * @property {ringkv.v1.WatchAsk.$Properties|null} [ask] WatchRequest ask
             * @property {"create"|"cancel"|"ask"} [request] WatchRequest request
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchRequest.
             * @memberof ringkv.v1
             * @interface IWatchRequest
             * @augments ringkv.v1.WatchRequest.$Properties
             * @deprecated Use ringkv.v1.WatchRequest.$Properties instead.
             */

            /**
             * Narrowed shape of a WatchRequest.
             * @typedef {{
             *   create?: ringkv.v1.WatchCreate.$Shape|null;
             *   cancel?: ringkv.v1.WatchCancel.$Shape|null;
             *   ask?: ringkv.v1.WatchAsk.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ request?: undefined; create?: null; cancel?: null; ask?: null }|{ request?: "create"; create: ringkv.v1.WatchCreate.$Shape; cancel?: null; ask?: null }|{ request?: "cancel"; create?: null; cancel: ringkv.v1.WatchCancel.$Shape; ask?: null }|{ request?: "ask"; create?: null; cancel?: null; ask: ringkv.v1.WatchAsk.$Shape })
             * )} ringkv.v1.WatchRequest.$Shape
             */

            /**
             * Constructs a new WatchRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchRequest.
             * @constructor
             * @param {ringkv.v1.WatchRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchRequest create.
             * @member {ringkv.v1.WatchCreate.$Properties|null|undefined} create
             * @memberof ringkv.v1.WatchRequest
             * @instance
             */
            WatchRequest.prototype.create = null;

            /**
             * WatchRequest cancel.
             * @member {ringkv.v1.WatchCancel.$Properties|null|undefined} cancel
             * @memberof ringkv.v1.WatchRequest
             * @instance
             */
            WatchRequest.prototype.cancel = null;

            /**
             * WatchRequest ask.
             * @member {ringkv.v1.WatchAsk.$Properties|null|undefined} ask
             * @memberof ringkv.v1.WatchRequest
             * @instance
             */
            WatchRequest.prototype.ask = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * WatchRequest request.
             * @member {"create"|"cancel"|"ask"|undefined} request
             * @memberof ringkv.v1.WatchRequest
             * @instance
             */
            $Object.defineProperty(WatchRequest.prototype, "request", {
                get: $util.oneOfGetter($oneOfFields = ["create", "cancel", "ask"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new WatchRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchRequest
             * @static
             * @param {ringkv.v1.WatchRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchRequest} WatchRequest instance
             * @type {{
             *   (properties: ringkv.v1.WatchRequest.$Shape): ringkv.v1.WatchRequest & ringkv.v1.WatchRequest.$Shape;
             *   (properties?: ringkv.v1.WatchRequest.$Properties): ringkv.v1.WatchRequest;
             * }}
             */
            WatchRequest.create = function(properties) {
                return new WatchRequest(properties);
            };

            /**
             * Encodes the specified WatchRequest message. Does not implicitly {@link ringkv.v1.WatchRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchRequest
             * @static
             * @param {ringkv.v1.WatchRequest.$Properties} message WatchRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.create != null && $Object.hasOwnProperty.call(message, "create"))
                    $root.ringkv.v1.WatchCreate.encode(message.create, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel"))
                    $root.ringkv.v1.WatchCancel.encode(message.cancel, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.ask != null && $Object.hasOwnProperty.call(message, "ask"))
                    $root.ringkv.v1.WatchAsk.encode(message.ask, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchRequest & ringkv.v1.WatchRequest.$Shape} WatchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.create = $root.ringkv.v1.WatchCreate.decode(reader, reader.size(), $undefined, _depth + 1, message.create);
                            message.request = "create";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.cancel = $root.ringkv.v1.WatchCancel.decode(reader, reader.size(), $undefined, _depth + 1, message.cancel);
                            message.request = "cancel";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.ask = $root.ringkv.v1.WatchAsk.decode(reader, reader.size(), $undefined, _depth + 1, message.ask);
                            message.request = "ask";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchRequest;
        })();

        v1.SubscribeRequest = (function() {

            /**
             * Properties of a SubscribeRequest.
             * @typedef {Object} ringkv.v1.SubscribeRequest.$Properties
             * @property {ringkv.v1.WatchCreate.$Properties|null} [create] SubscribeRequest create
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SubscribeRequest.
             * @memberof ringkv.v1
             * @interface ISubscribeRequest
             * @augments ringkv.v1.SubscribeRequest.$Properties
             * @deprecated Use ringkv.v1.SubscribeRequest.$Properties instead.
             */

            /**
             * Shape of a SubscribeRequest.
             * @typedef {{
             *   create?: ringkv.v1.WatchCreate.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} ringkv.v1.SubscribeRequest.$Shape
             */

            /**
             * Constructs a new SubscribeRequest.
             * @memberof ringkv.v1
             * @classdesc Represents a SubscribeRequest.
             * @constructor
             * @param {ringkv.v1.SubscribeRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SubscribeRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SubscribeRequest create.
             * @member {ringkv.v1.WatchCreate.$Properties|null|undefined} create
             * @memberof ringkv.v1.SubscribeRequest
             * @instance
             */
            SubscribeRequest.prototype.create = null;

            /**
             * Creates a new SubscribeRequest instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.SubscribeRequest
             * @static
             * @param {ringkv.v1.SubscribeRequest.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.SubscribeRequest} SubscribeRequest instance
             * @type {{
             *   (properties: ringkv.v1.SubscribeRequest.$Shape): ringkv.v1.SubscribeRequest & ringkv.v1.SubscribeRequest.$Shape;
             *   (properties?: ringkv.v1.SubscribeRequest.$Properties): ringkv.v1.SubscribeRequest;
             * }}
             */
            SubscribeRequest.create = function(properties) {
                return new SubscribeRequest(properties);
            };

            /**
             * Encodes the specified SubscribeRequest message. Does not implicitly {@link ringkv.v1.SubscribeRequest.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.SubscribeRequest
             * @static
             * @param {ringkv.v1.SubscribeRequest.$Properties} message SubscribeRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SubscribeRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.create != null && $Object.hasOwnProperty.call(message, "create"))
                    $root.ringkv.v1.WatchCreate.encode(message.create, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SubscribeRequest message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.SubscribeRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.SubscribeRequest & ringkv.v1.SubscribeRequest.$Shape} SubscribeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SubscribeRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.SubscribeRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.create = $root.ringkv.v1.WatchCreate.decode(reader, reader.size(), $undefined, _depth + 1, message.create);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SubscribeRequest;
        })();

        v1.WatchCreate = (function() {

            /**
             * Properties of a WatchCreate.
             * @typedef {Object} ringkv.v1.WatchCreate.$Properties
             * @property {ringkv.v1.RequestHeader.$Properties|null} [header] WatchCreate header
             * @property {number|null} [watchId] WatchCreate watchId
             * @property {Uint8Array|null} [key] WatchCreate key
             * @property {Uint8Array|null} [prefix] WatchCreate prefix
             * @property {Uint8Array|null} [cursor] WatchCreate cursor
             * @property {boolean|null} [initial] WatchCreate initial
             * @property {Array.<number>|null} [partitions] WatchCreate partitions
             * @property {Array.<ringkv.v1.EventKind>|null} [without] WatchCreate without
             * @property {boolean|null} [keysOnly] WatchCreate keysOnly
             * @property {boolean|null} [direct] WatchCreate direct
             * @property {"key"|"prefix"} [target] WatchCreate target
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchCreate.
             * @memberof ringkv.v1
             * @interface IWatchCreate
             * @augments ringkv.v1.WatchCreate.$Properties
             * @deprecated Use ringkv.v1.WatchCreate.$Properties instead.
             */

            /**
             * Narrowed shape of a WatchCreate.
             * @typedef {{
             *   header?: ringkv.v1.RequestHeader.$Shape|null;
             *   watchId?: number|null;
             *   key?: Uint8Array|null;
             *   prefix?: Uint8Array|null;
             *   cursor?: Uint8Array|null;
             *   initial?: boolean|null;
             *   partitions?: Array.<number>|null;
             *   without?: Array.<ringkv.v1.EventKind>|null;
             *   keysOnly?: boolean|null;
             *   direct?: boolean|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ target?: undefined; key?: null; prefix?: null }|{ target?: "key"; key: Uint8Array; prefix?: null }|{ target?: "prefix"; key?: null; prefix: Uint8Array })
             * )} ringkv.v1.WatchCreate.$Shape
             */

            /**
             * Constructs a new WatchCreate.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchCreate.
             * @constructor
             * @param {ringkv.v1.WatchCreate.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchCreate = function (properties) {
                this.partitions = [];
                this.without = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchCreate header.
             * @member {ringkv.v1.RequestHeader.$Properties|null|undefined} header
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.header = null;

            /**
             * WatchCreate watchId.
             * @member {number} watchId
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.watchId = 0;

            /**
             * WatchCreate key.
             * @member {Uint8Array|null|undefined} key
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.key = null;

            /**
             * WatchCreate prefix.
             * @member {Uint8Array|null|undefined} prefix
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.prefix = null;

            /**
             * WatchCreate cursor.
             * @member {Uint8Array} cursor
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.cursor = $util.newBuffer([]);

            /**
             * WatchCreate initial.
             * @member {boolean} initial
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.initial = false;

            /**
             * WatchCreate partitions.
             * @member {Array.<number>} partitions
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.partitions = $util.emptyArray;

            /**
             * WatchCreate without.
             * @member {Array.<ringkv.v1.EventKind>} without
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.without = $util.emptyArray;

            /**
             * WatchCreate keysOnly.
             * @member {boolean} keysOnly
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.keysOnly = false;

            /**
             * WatchCreate direct.
             * @member {boolean} direct
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            WatchCreate.prototype.direct = false;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * WatchCreate target.
             * @member {"key"|"prefix"|undefined} target
             * @memberof ringkv.v1.WatchCreate
             * @instance
             */
            $Object.defineProperty(WatchCreate.prototype, "target", {
                get: $util.oneOfGetter($oneOfFields = ["key", "prefix"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new WatchCreate instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchCreate
             * @static
             * @param {ringkv.v1.WatchCreate.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchCreate} WatchCreate instance
             * @type {{
             *   (properties: ringkv.v1.WatchCreate.$Shape): ringkv.v1.WatchCreate & ringkv.v1.WatchCreate.$Shape;
             *   (properties?: ringkv.v1.WatchCreate.$Properties): ringkv.v1.WatchCreate;
             * }}
             */
            WatchCreate.create = function(properties) {
                return new WatchCreate(properties);
            };

            /**
             * Encodes the specified WatchCreate message. Does not implicitly {@link ringkv.v1.WatchCreate.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchCreate
             * @static
             * @param {ringkv.v1.WatchCreate.$Properties} message WatchCreate message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchCreate.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                    $root.ringkv.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.watchId != null && $Object.hasOwnProperty.call(message, "watchId") && message.watchId !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.watchId);
                if (message.key != null && $Object.hasOwnProperty.call(message, "key"))
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.key);
                if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix"))
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.prefix);
                if (message.cursor != null && $Object.hasOwnProperty.call(message, "cursor") && message.cursor.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.cursor);
                if (message.initial != null && $Object.hasOwnProperty.call(message, "initial") && message.initial !== false)
                    writer.uint32(/* id 6, wireType 0 =*/48).bool(message.initial);
                if (message.partitions != null && message.partitions.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).uint32s(message.partitions);
                if (message.without != null && message.without.length)
                    writer.uint32(/* id 8, wireType 2 =*/66).int32s(message.without);
                if (message.keysOnly != null && $Object.hasOwnProperty.call(message, "keysOnly") && message.keysOnly !== false)
                    writer.uint32(/* id 9, wireType 0 =*/72).bool(message.keysOnly);
                if (message.direct != null && $Object.hasOwnProperty.call(message, "direct") && message.direct !== false)
                    writer.uint32(/* id 10, wireType 0 =*/80).bool(message.direct);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchCreate message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchCreate
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchCreate & ringkv.v1.WatchCreate.$Shape} WatchCreate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchCreate.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchCreate();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.header = $root.ringkv.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.watchId = value;
                            else
                                delete message.watchId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.key = reader.bytes();
                            message.target = "key";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.prefix = reader.bytes();
                            message.target = "prefix";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.initial = value;
                            else
                                delete message.initial;
                            continue;
                        }
                    case 7: {
                            if (wireType === 2) {
                                if (!(message.partitions && message.partitions.length))
                                    message.partitions = [];
                                reader.uint32s(message.partitions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.partitions && message.partitions.length))
                                message.partitions = [];
                            message.partitions.push(reader.uint32());
                            continue;
                        }
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.without && message.without.length))
                                    message.without = [];
                                reader.int32s(message.without);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.without && message.without.length))
                                message.without = [];
                            message.without.push(reader.int32());
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.keysOnly = value;
                            else
                                delete message.keysOnly;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.direct = value;
                            else
                                delete message.direct;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchCreate;
        })();

        v1.WatchCancel = (function() {

            /**
             * Properties of a WatchCancel.
             * @typedef {Object} ringkv.v1.WatchCancel.$Properties
             * @property {number|null} [watchId] WatchCancel watchId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchCancel.
             * @memberof ringkv.v1
             * @interface IWatchCancel
             * @augments ringkv.v1.WatchCancel.$Properties
             * @deprecated Use ringkv.v1.WatchCancel.$Properties instead.
             */

            /**
             * Shape of a WatchCancel.
             * @typedef {ringkv.v1.WatchCancel.$Properties} ringkv.v1.WatchCancel.$Shape
             */

            /**
             * Constructs a new WatchCancel.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchCancel.
             * @constructor
             * @param {ringkv.v1.WatchCancel.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchCancel = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchCancel watchId.
             * @member {number} watchId
             * @memberof ringkv.v1.WatchCancel
             * @instance
             */
            WatchCancel.prototype.watchId = 0;

            /**
             * Creates a new WatchCancel instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchCancel
             * @static
             * @param {ringkv.v1.WatchCancel.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchCancel} WatchCancel instance
             * @type {{
             *   (properties: ringkv.v1.WatchCancel.$Shape): ringkv.v1.WatchCancel & ringkv.v1.WatchCancel.$Shape;
             *   (properties?: ringkv.v1.WatchCancel.$Properties): ringkv.v1.WatchCancel;
             * }}
             */
            WatchCancel.create = function(properties) {
                return new WatchCancel(properties);
            };

            /**
             * Encodes the specified WatchCancel message. Does not implicitly {@link ringkv.v1.WatchCancel.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchCancel
             * @static
             * @param {ringkv.v1.WatchCancel.$Properties} message WatchCancel message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchCancel.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.watchId != null && $Object.hasOwnProperty.call(message, "watchId") && message.watchId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.watchId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchCancel message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchCancel
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchCancel & ringkv.v1.WatchCancel.$Shape} WatchCancel
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchCancel.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchCancel();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.watchId = value;
                            else
                                delete message.watchId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchCancel;
        })();

        v1.WatchAsk = (function() {

            /**
             * Properties of a WatchAsk.
             * @typedef {Object} ringkv.v1.WatchAsk.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchAsk.
             * @memberof ringkv.v1
             * @interface IWatchAsk
             * @augments ringkv.v1.WatchAsk.$Properties
             * @deprecated Use ringkv.v1.WatchAsk.$Properties instead.
             */

            /**
             * Shape of a WatchAsk.
             * @typedef {ringkv.v1.WatchAsk.$Properties} ringkv.v1.WatchAsk.$Shape
             */

            /**
             * Constructs a new WatchAsk.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchAsk.
             * @constructor
             * @param {ringkv.v1.WatchAsk.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchAsk = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new WatchAsk instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchAsk
             * @static
             * @param {ringkv.v1.WatchAsk.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchAsk} WatchAsk instance
             * @type {{
             *   (properties: ringkv.v1.WatchAsk.$Shape): ringkv.v1.WatchAsk & ringkv.v1.WatchAsk.$Shape;
             *   (properties?: ringkv.v1.WatchAsk.$Properties): ringkv.v1.WatchAsk;
             * }}
             */
            WatchAsk.create = function(properties) {
                return new WatchAsk(properties);
            };

            /**
             * Encodes the specified WatchAsk message. Does not implicitly {@link ringkv.v1.WatchAsk.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchAsk
             * @static
             * @param {ringkv.v1.WatchAsk.$Properties} message WatchAsk message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchAsk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchAsk message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchAsk
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchAsk & ringkv.v1.WatchAsk.$Shape} WatchAsk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchAsk.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchAsk();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchAsk;
        })();

        v1.WatchCursor = (function() {

            /**
             * Properties of a WatchCursor.
             * @typedef {Object} ringkv.v1.WatchCursor.$Properties
             * @property {Uint8Array|null} [clusterId] WatchCursor clusterId
             * @property {Array.<ringkv.v1.WatchPosition.$Properties>|null} [positions] WatchCursor positions
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchCursor.
             * @memberof ringkv.v1
             * @interface IWatchCursor
             * @augments ringkv.v1.WatchCursor.$Properties
             * @deprecated Use ringkv.v1.WatchCursor.$Properties instead.
             */

            /**
             * Shape of a WatchCursor.
             * @typedef {ringkv.v1.WatchCursor.$Properties} ringkv.v1.WatchCursor.$Shape
             */

            /**
             * Constructs a new WatchCursor.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchCursor.
             * @constructor
             * @param {ringkv.v1.WatchCursor.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchCursor = function (properties) {
                this.positions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchCursor clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.WatchCursor
             * @instance
             */
            WatchCursor.prototype.clusterId = $util.newBuffer([]);

            /**
             * WatchCursor positions.
             * @member {Array.<ringkv.v1.WatchPosition.$Properties>} positions
             * @memberof ringkv.v1.WatchCursor
             * @instance
             */
            WatchCursor.prototype.positions = $util.emptyArray;

            /**
             * Creates a new WatchCursor instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchCursor
             * @static
             * @param {ringkv.v1.WatchCursor.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchCursor} WatchCursor instance
             * @type {{
             *   (properties: ringkv.v1.WatchCursor.$Shape): ringkv.v1.WatchCursor & ringkv.v1.WatchCursor.$Shape;
             *   (properties?: ringkv.v1.WatchCursor.$Properties): ringkv.v1.WatchCursor;
             * }}
             */
            WatchCursor.create = function(properties) {
                return new WatchCursor(properties);
            };

            /**
             * Encodes the specified WatchCursor message. Does not implicitly {@link ringkv.v1.WatchCursor.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchCursor
             * @static
             * @param {ringkv.v1.WatchCursor.$Properties} message WatchCursor message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchCursor.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.clusterId);
                if (message.positions != null && message.positions.length)
                    for (let i = 0; i < message.positions.length; ++i)
                        $root.ringkv.v1.WatchPosition.encode(message.positions[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchCursor message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchCursor
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchCursor & ringkv.v1.WatchCursor.$Shape} WatchCursor
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchCursor.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchCursor();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.positions && message.positions.length))
                                message.positions = [];
                            message.positions.push($root.ringkv.v1.WatchPosition.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchCursor;
        })();

        v1.WatchPosition = (function() {

            /**
             * Properties of a WatchPosition.
             * @typedef {Object} ringkv.v1.WatchPosition.$Properties
             * @property {number|null} [partition] WatchPosition partition
             * @property {number|null} [revision] WatchPosition revision
             * @property {Uint8Array|null} [scannedTo] WatchPosition scannedTo
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchPosition.
             * @memberof ringkv.v1
             * @interface IWatchPosition
             * @augments ringkv.v1.WatchPosition.$Properties
             * @deprecated Use ringkv.v1.WatchPosition.$Properties instead.
             */

            /**
             * Shape of a WatchPosition.
             * @typedef {ringkv.v1.WatchPosition.$Properties} ringkv.v1.WatchPosition.$Shape
             */

            /**
             * Constructs a new WatchPosition.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchPosition.
             * @constructor
             * @param {ringkv.v1.WatchPosition.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchPosition = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchPosition partition.
             * @member {number} partition
             * @memberof ringkv.v1.WatchPosition
             * @instance
             */
            WatchPosition.prototype.partition = 0;

            /**
             * WatchPosition revision.
             * @member {number} revision
             * @memberof ringkv.v1.WatchPosition
             * @instance
             */
            WatchPosition.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * WatchPosition scannedTo.
             * @member {Uint8Array} scannedTo
             * @memberof ringkv.v1.WatchPosition
             * @instance
             */
            WatchPosition.prototype.scannedTo = $util.newBuffer([]);

            /**
             * Creates a new WatchPosition instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchPosition
             * @static
             * @param {ringkv.v1.WatchPosition.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchPosition} WatchPosition instance
             * @type {{
             *   (properties: ringkv.v1.WatchPosition.$Shape): ringkv.v1.WatchPosition & ringkv.v1.WatchPosition.$Shape;
             *   (properties?: ringkv.v1.WatchPosition.$Properties): ringkv.v1.WatchPosition;
             * }}
             */
            WatchPosition.create = function(properties) {
                return new WatchPosition(properties);
            };

            /**
             * Encodes the specified WatchPosition message. Does not implicitly {@link ringkv.v1.WatchPosition.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchPosition
             * @static
             * @param {ringkv.v1.WatchPosition.$Properties} message WatchPosition message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchPosition.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.partition);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                if (message.scannedTo != null && $Object.hasOwnProperty.call(message, "scannedTo") && message.scannedTo.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.scannedTo);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchPosition message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchPosition
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchPosition & ringkv.v1.WatchPosition.$Shape} WatchPosition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchPosition.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchPosition();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.scannedTo = value;
                            else
                                delete message.scannedTo;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchPosition;
        })();

        v1.WatchResponse = (function() {

            /**
             * Properties of a WatchResponse.
             * @typedef {Object} ringkv.v1.WatchResponse.$Properties
             * @property {ringkv.v1.WatchCreated.$Properties|null} [created] WatchResponse created
             * @property {ringkv.v1.WatchRecords.$Properties|null} [records] WatchResponse records
             * @property {ringkv.v1.WatchEvents.$Properties|null} [events] WatchResponse events
             * @property {ringkv.v1.WatchSynced.$Properties|null} [synced] WatchResponse synced
             * @property {ringkv.v1.WatchProgress.$Properties|null} [progress] WatchResponse progress
             * @property {ringkv.v1.WatchEnded.$Properties|null} [ended] WatchResponse ended
             * @property {"created"|"records"|"events"|"synced"|"progress"|"ended"} [response] WatchResponse response
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchResponse.
             * @memberof ringkv.v1
             * @interface IWatchResponse
             * @augments ringkv.v1.WatchResponse.$Properties
             * @deprecated Use ringkv.v1.WatchResponse.$Properties instead.
             */

            /**
             * Narrowed shape of a WatchResponse.
             * @typedef {{
             *   created?: ringkv.v1.WatchCreated.$Shape|null;
             *   records?: ringkv.v1.WatchRecords.$Shape|null;
             *   events?: ringkv.v1.WatchEvents.$Shape|null;
             *   synced?: ringkv.v1.WatchSynced.$Shape|null;
             *   progress?: ringkv.v1.WatchProgress.$Shape|null;
             *   ended?: ringkv.v1.WatchEnded.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ response?: undefined; created?: null; records?: null; events?: null; synced?: null; progress?: null; ended?: null }|{ response?: "created"; created: ringkv.v1.WatchCreated.$Shape; records?: null; events?: null; synced?: null; progress?: null; ended?: null }|{ response?: "records"; created?: null; records: ringkv.v1.WatchRecords.$Shape; events?: null; synced?: null; progress?: null; ended?: null }|{ response?: "events"; created?: null; records?: null; events: ringkv.v1.WatchEvents.$Shape; synced?: null; progress?: null; ended?: null }|{ response?: "synced"; created?: null; records?: null; events?: null; synced: ringkv.v1.WatchSynced.$Shape; progress?: null; ended?: null }|{ response?: "progress"; created?: null; records?: null; events?: null; synced?: null; progress: ringkv.v1.WatchProgress.$Shape; ended?: null }|{ response?: "ended"; created?: null; records?: null; events?: null; synced?: null; progress?: null; ended: ringkv.v1.WatchEnded.$Shape })
             * )} ringkv.v1.WatchResponse.$Shape
             */

            /**
             * Constructs a new WatchResponse.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchResponse.
             * @constructor
             * @param {ringkv.v1.WatchResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchResponse created.
             * @member {ringkv.v1.WatchCreated.$Properties|null|undefined} created
             * @memberof ringkv.v1.WatchResponse
             * @instance
             */
            WatchResponse.prototype.created = null;

            /**
             * WatchResponse records.
             * @member {ringkv.v1.WatchRecords.$Properties|null|undefined} records
             * @memberof ringkv.v1.WatchResponse
             * @instance
             */
            WatchResponse.prototype.records = null;

            /**
             * WatchResponse events.
             * @member {ringkv.v1.WatchEvents.$Properties|null|undefined} events
             * @memberof ringkv.v1.WatchResponse
             * @instance
             */
            WatchResponse.prototype.events = null;

            /**
             * WatchResponse synced.
             * @member {ringkv.v1.WatchSynced.$Properties|null|undefined} synced
             * @memberof ringkv.v1.WatchResponse
             * @instance
             */
            WatchResponse.prototype.synced = null;

            /**
             * WatchResponse progress.
             * @member {ringkv.v1.WatchProgress.$Properties|null|undefined} progress
             * @memberof ringkv.v1.WatchResponse
             * @instance
             */
            WatchResponse.prototype.progress = null;

            /**
             * WatchResponse ended.
             * @member {ringkv.v1.WatchEnded.$Properties|null|undefined} ended
             * @memberof ringkv.v1.WatchResponse
             * @instance
             */
            WatchResponse.prototype.ended = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * WatchResponse response.
             * @member {"created"|"records"|"events"|"synced"|"progress"|"ended"|undefined} response
             * @memberof ringkv.v1.WatchResponse
             * @instance
             */
            $Object.defineProperty(WatchResponse.prototype, "response", {
                get: $util.oneOfGetter($oneOfFields = ["created", "records", "events", "synced", "progress", "ended"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new WatchResponse instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchResponse
             * @static
             * @param {ringkv.v1.WatchResponse.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchResponse} WatchResponse instance
             * @type {{
             *   (properties: ringkv.v1.WatchResponse.$Shape): ringkv.v1.WatchResponse & ringkv.v1.WatchResponse.$Shape;
             *   (properties?: ringkv.v1.WatchResponse.$Properties): ringkv.v1.WatchResponse;
             * }}
             */
            WatchResponse.create = function(properties) {
                return new WatchResponse(properties);
            };

            /**
             * Encodes the specified WatchResponse message. Does not implicitly {@link ringkv.v1.WatchResponse.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchResponse
             * @static
             * @param {ringkv.v1.WatchResponse.$Properties} message WatchResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.created != null && $Object.hasOwnProperty.call(message, "created"))
                    $root.ringkv.v1.WatchCreated.encode(message.created, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.records != null && $Object.hasOwnProperty.call(message, "records"))
                    $root.ringkv.v1.WatchRecords.encode(message.records, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.events != null && $Object.hasOwnProperty.call(message, "events"))
                    $root.ringkv.v1.WatchEvents.encode(message.events, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.synced != null && $Object.hasOwnProperty.call(message, "synced"))
                    $root.ringkv.v1.WatchSynced.encode(message.synced, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.progress != null && $Object.hasOwnProperty.call(message, "progress"))
                    $root.ringkv.v1.WatchProgress.encode(message.progress, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.ended != null && $Object.hasOwnProperty.call(message, "ended"))
                    $root.ringkv.v1.WatchEnded.encode(message.ended, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchResponse message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchResponse & ringkv.v1.WatchResponse.$Shape} WatchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.created = $root.ringkv.v1.WatchCreated.decode(reader, reader.size(), $undefined, _depth + 1, message.created);
                            message.response = "created";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.records = $root.ringkv.v1.WatchRecords.decode(reader, reader.size(), $undefined, _depth + 1, message.records);
                            message.response = "records";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.events = $root.ringkv.v1.WatchEvents.decode(reader, reader.size(), $undefined, _depth + 1, message.events);
                            message.response = "events";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.synced = $root.ringkv.v1.WatchSynced.decode(reader, reader.size(), $undefined, _depth + 1, message.synced);
                            message.response = "synced";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.progress = $root.ringkv.v1.WatchProgress.decode(reader, reader.size(), $undefined, _depth + 1, message.progress);
                            message.response = "progress";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.ended = $root.ringkv.v1.WatchEnded.decode(reader, reader.size(), $undefined, _depth + 1, message.ended);
                            message.response = "ended";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchResponse;
        })();

        v1.WatchCreated = (function() {

            /**
             * Properties of a WatchCreated.
             * @typedef {Object} ringkv.v1.WatchCreated.$Properties
             * @property {number|null} [watchId] WatchCreated watchId
             * @property {Uint8Array|null} [clusterId] WatchCreated clusterId
             * @property {Array.<number>|null} [partitions] WatchCreated partitions
             * @property {number|null} [servedBy] WatchCreated servedBy
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchCreated.
             * @memberof ringkv.v1
             * @interface IWatchCreated
             * @augments ringkv.v1.WatchCreated.$Properties
             * @deprecated Use ringkv.v1.WatchCreated.$Properties instead.
             */

            /**
             * Shape of a WatchCreated.
             * @typedef {ringkv.v1.WatchCreated.$Properties} ringkv.v1.WatchCreated.$Shape
             */

            /**
             * Constructs a new WatchCreated.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchCreated.
             * @constructor
             * @param {ringkv.v1.WatchCreated.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchCreated = function (properties) {
                this.partitions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchCreated watchId.
             * @member {number} watchId
             * @memberof ringkv.v1.WatchCreated
             * @instance
             */
            WatchCreated.prototype.watchId = 0;

            /**
             * WatchCreated clusterId.
             * @member {Uint8Array} clusterId
             * @memberof ringkv.v1.WatchCreated
             * @instance
             */
            WatchCreated.prototype.clusterId = $util.newBuffer([]);

            /**
             * WatchCreated partitions.
             * @member {Array.<number>} partitions
             * @memberof ringkv.v1.WatchCreated
             * @instance
             */
            WatchCreated.prototype.partitions = $util.emptyArray;

            /**
             * WatchCreated servedBy.
             * @member {number} servedBy
             * @memberof ringkv.v1.WatchCreated
             * @instance
             */
            WatchCreated.prototype.servedBy = 0;

            /**
             * Creates a new WatchCreated instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchCreated
             * @static
             * @param {ringkv.v1.WatchCreated.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchCreated} WatchCreated instance
             * @type {{
             *   (properties: ringkv.v1.WatchCreated.$Shape): ringkv.v1.WatchCreated & ringkv.v1.WatchCreated.$Shape;
             *   (properties?: ringkv.v1.WatchCreated.$Properties): ringkv.v1.WatchCreated;
             * }}
             */
            WatchCreated.create = function(properties) {
                return new WatchCreated(properties);
            };

            /**
             * Encodes the specified WatchCreated message. Does not implicitly {@link ringkv.v1.WatchCreated.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchCreated
             * @static
             * @param {ringkv.v1.WatchCreated.$Properties} message WatchCreated message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchCreated.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.watchId != null && $Object.hasOwnProperty.call(message, "watchId") && message.watchId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.watchId);
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.clusterId);
                if (message.partitions != null && message.partitions.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.partitions);
                if (message.servedBy != null && $Object.hasOwnProperty.call(message, "servedBy") && message.servedBy !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.servedBy);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchCreated message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchCreated
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchCreated & ringkv.v1.WatchCreated.$Shape} WatchCreated
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchCreated.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchCreated();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.watchId = value;
                            else
                                delete message.watchId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.partitions && message.partitions.length))
                                    message.partitions = [];
                                reader.uint32s(message.partitions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.partitions && message.partitions.length))
                                message.partitions = [];
                            message.partitions.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.servedBy = value;
                            else
                                delete message.servedBy;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchCreated;
        })();

        v1.WatchRecords = (function() {

            /**
             * Properties of a WatchRecords.
             * @typedef {Object} ringkv.v1.WatchRecords.$Properties
             * @property {number|null} [watchId] WatchRecords watchId
             * @property {number|null} [partition] WatchRecords partition
             * @property {number|null} [revision] WatchRecords revision
             * @property {Array.<ringkv.v1.Record.$Properties>|null} [records] WatchRecords records
             * @property {Uint8Array|null} [scannedTo] WatchRecords scannedTo
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchRecords.
             * @memberof ringkv.v1
             * @interface IWatchRecords
             * @augments ringkv.v1.WatchRecords.$Properties
             * @deprecated Use ringkv.v1.WatchRecords.$Properties instead.
             */

            /**
             * Shape of a WatchRecords.
             * @typedef {ringkv.v1.WatchRecords.$Properties} ringkv.v1.WatchRecords.$Shape
             */

            /**
             * Constructs a new WatchRecords.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchRecords.
             * @constructor
             * @param {ringkv.v1.WatchRecords.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchRecords = function (properties) {
                this.records = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchRecords watchId.
             * @member {number} watchId
             * @memberof ringkv.v1.WatchRecords
             * @instance
             */
            WatchRecords.prototype.watchId = 0;

            /**
             * WatchRecords partition.
             * @member {number} partition
             * @memberof ringkv.v1.WatchRecords
             * @instance
             */
            WatchRecords.prototype.partition = 0;

            /**
             * WatchRecords revision.
             * @member {number} revision
             * @memberof ringkv.v1.WatchRecords
             * @instance
             */
            WatchRecords.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * WatchRecords records.
             * @member {Array.<ringkv.v1.Record.$Properties>} records
             * @memberof ringkv.v1.WatchRecords
             * @instance
             */
            WatchRecords.prototype.records = $util.emptyArray;

            /**
             * WatchRecords scannedTo.
             * @member {Uint8Array} scannedTo
             * @memberof ringkv.v1.WatchRecords
             * @instance
             */
            WatchRecords.prototype.scannedTo = $util.newBuffer([]);

            /**
             * Creates a new WatchRecords instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchRecords
             * @static
             * @param {ringkv.v1.WatchRecords.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchRecords} WatchRecords instance
             * @type {{
             *   (properties: ringkv.v1.WatchRecords.$Shape): ringkv.v1.WatchRecords & ringkv.v1.WatchRecords.$Shape;
             *   (properties?: ringkv.v1.WatchRecords.$Properties): ringkv.v1.WatchRecords;
             * }}
             */
            WatchRecords.create = function(properties) {
                return new WatchRecords(properties);
            };

            /**
             * Encodes the specified WatchRecords message. Does not implicitly {@link ringkv.v1.WatchRecords.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchRecords
             * @static
             * @param {ringkv.v1.WatchRecords.$Properties} message WatchRecords message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchRecords.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.watchId != null && $Object.hasOwnProperty.call(message, "watchId") && message.watchId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.watchId);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.revision);
                if (message.records != null && message.records.length)
                    for (let i = 0; i < message.records.length; ++i)
                        $root.ringkv.v1.Record.encode(message.records[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.scannedTo != null && $Object.hasOwnProperty.call(message, "scannedTo") && message.scannedTo.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.scannedTo);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchRecords message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchRecords
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchRecords & ringkv.v1.WatchRecords.$Shape} WatchRecords
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchRecords.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchRecords();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.watchId = value;
                            else
                                delete message.watchId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.records && message.records.length))
                                message.records = [];
                            message.records.push($root.ringkv.v1.Record.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.scannedTo = value;
                            else
                                delete message.scannedTo;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchRecords;
        })();

        v1.WatchEvents = (function() {

            /**
             * Properties of a WatchEvents.
             * @typedef {Object} ringkv.v1.WatchEvents.$Properties
             * @property {number|null} [partition] WatchEvents partition
             * @property {number|null} [revision] WatchEvents revision
             * @property {boolean|null} [more] WatchEvents more
             * @property {Array.<ringkv.v1.WatchedEvent.$Properties>|null} [events] WatchEvents events
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchEvents.
             * @memberof ringkv.v1
             * @interface IWatchEvents
             * @augments ringkv.v1.WatchEvents.$Properties
             * @deprecated Use ringkv.v1.WatchEvents.$Properties instead.
             */

            /**
             * Shape of a WatchEvents.
             * @typedef {ringkv.v1.WatchEvents.$Properties} ringkv.v1.WatchEvents.$Shape
             */

            /**
             * Constructs a new WatchEvents.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchEvents.
             * @constructor
             * @param {ringkv.v1.WatchEvents.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchEvents = function (properties) {
                this.events = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchEvents partition.
             * @member {number} partition
             * @memberof ringkv.v1.WatchEvents
             * @instance
             */
            WatchEvents.prototype.partition = 0;

            /**
             * WatchEvents revision.
             * @member {number} revision
             * @memberof ringkv.v1.WatchEvents
             * @instance
             */
            WatchEvents.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * WatchEvents more.
             * @member {boolean} more
             * @memberof ringkv.v1.WatchEvents
             * @instance
             */
            WatchEvents.prototype.more = false;

            /**
             * WatchEvents events.
             * @member {Array.<ringkv.v1.WatchedEvent.$Properties>} events
             * @memberof ringkv.v1.WatchEvents
             * @instance
             */
            WatchEvents.prototype.events = $util.emptyArray;

            /**
             * Creates a new WatchEvents instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchEvents
             * @static
             * @param {ringkv.v1.WatchEvents.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchEvents} WatchEvents instance
             * @type {{
             *   (properties: ringkv.v1.WatchEvents.$Shape): ringkv.v1.WatchEvents & ringkv.v1.WatchEvents.$Shape;
             *   (properties?: ringkv.v1.WatchEvents.$Properties): ringkv.v1.WatchEvents;
             * }}
             */
            WatchEvents.create = function(properties) {
                return new WatchEvents(properties);
            };

            /**
             * Encodes the specified WatchEvents message. Does not implicitly {@link ringkv.v1.WatchEvents.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchEvents
             * @static
             * @param {ringkv.v1.WatchEvents.$Properties} message WatchEvents message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchEvents.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.partition);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                if (message.more != null && $Object.hasOwnProperty.call(message, "more") && message.more !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.more);
                if (message.events != null && message.events.length)
                    for (let i = 0; i < message.events.length; ++i)
                        $root.ringkv.v1.WatchedEvent.encode(message.events[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchEvents message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchEvents
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchEvents & ringkv.v1.WatchEvents.$Shape} WatchEvents
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchEvents.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchEvents();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.more = value;
                            else
                                delete message.more;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.events && message.events.length))
                                message.events = [];
                            message.events.push($root.ringkv.v1.WatchedEvent.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchEvents;
        })();

        v1.WatchedEvent = (function() {

            /**
             * Properties of a WatchedEvent.
             * @typedef {Object} ringkv.v1.WatchedEvent.$Properties
             * @property {ringkv.v1.Event.$Properties|null} [event] WatchedEvent event
             * @property {Array.<number>|null} [watchIds] WatchedEvent watchIds
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchedEvent.
             * @memberof ringkv.v1
             * @interface IWatchedEvent
             * @augments ringkv.v1.WatchedEvent.$Properties
             * @deprecated Use ringkv.v1.WatchedEvent.$Properties instead.
             */

            /**
             * Shape of a WatchedEvent.
             * @typedef {ringkv.v1.WatchedEvent.$Properties} ringkv.v1.WatchedEvent.$Shape
             */

            /**
             * Constructs a new WatchedEvent.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchedEvent.
             * @constructor
             * @param {ringkv.v1.WatchedEvent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchedEvent = function (properties) {
                this.watchIds = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchedEvent event.
             * @member {ringkv.v1.Event.$Properties|null|undefined} event
             * @memberof ringkv.v1.WatchedEvent
             * @instance
             */
            WatchedEvent.prototype.event = null;

            /**
             * WatchedEvent watchIds.
             * @member {Array.<number>} watchIds
             * @memberof ringkv.v1.WatchedEvent
             * @instance
             */
            WatchedEvent.prototype.watchIds = $util.emptyArray;

            /**
             * Creates a new WatchedEvent instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchedEvent
             * @static
             * @param {ringkv.v1.WatchedEvent.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchedEvent} WatchedEvent instance
             * @type {{
             *   (properties: ringkv.v1.WatchedEvent.$Shape): ringkv.v1.WatchedEvent & ringkv.v1.WatchedEvent.$Shape;
             *   (properties?: ringkv.v1.WatchedEvent.$Properties): ringkv.v1.WatchedEvent;
             * }}
             */
            WatchedEvent.create = function(properties) {
                return new WatchedEvent(properties);
            };

            /**
             * Encodes the specified WatchedEvent message. Does not implicitly {@link ringkv.v1.WatchedEvent.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchedEvent
             * @static
             * @param {ringkv.v1.WatchedEvent.$Properties} message WatchedEvent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchedEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.event != null && $Object.hasOwnProperty.call(message, "event"))
                    $root.ringkv.v1.Event.encode(message.event, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.watchIds != null && message.watchIds.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).uint32s(message.watchIds);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchedEvent message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchedEvent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchedEvent & ringkv.v1.WatchedEvent.$Shape} WatchedEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchedEvent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchedEvent();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.event = $root.ringkv.v1.Event.decode(reader, reader.size(), $undefined, _depth + 1, message.event);
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.watchIds && message.watchIds.length))
                                    message.watchIds = [];
                                reader.uint32s(message.watchIds);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.watchIds && message.watchIds.length))
                                message.watchIds = [];
                            message.watchIds.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchedEvent;
        })();

        /**
         * EventKind enum.
         * @name ringkv.v1.EventKind
         * @enum {number}
         * @property {number} EVENT_KIND_UNSPECIFIED=0 EVENT_KIND_UNSPECIFIED value
         * @property {number} EVENT_PUT=1 EVENT_PUT value
         * @property {number} EVENT_DELETE=2 EVENT_DELETE value
         * @property {number} EVENT_EXPIRE=3 EVENT_EXPIRE value
         * @property {number} EVENT_TOUCH=4 EVENT_TOUCH value
         */
        v1.EventKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "EVENT_KIND_UNSPECIFIED"] = 0;
            values[valuesById[1] = "EVENT_PUT"] = 1;
            values[valuesById[2] = "EVENT_DELETE"] = 2;
            values[valuesById[3] = "EVENT_EXPIRE"] = 3;
            values[valuesById[4] = "EVENT_TOUCH"] = 4;
            return values;
        })();

        v1.Event = (function() {

            /**
             * Properties of an Event.
             * @typedef {Object} ringkv.v1.Event.$Properties
             * @property {ringkv.v1.EventKind|null} [kind] Event kind
             * @property {Uint8Array|null} [key] Event key
             * @property {Uint8Array|null} [value] Event value
             * @property {number|null} [revision] Event revision
             * @property {number|null} [version] Event version
             * @property {number|null} [createRevision] Event createRevision
             * @property {number|null} [modRevision] Event modRevision
             * @property {number|null} [expiresAt] Event expiresAt
             * @property {number|null} [partitionTimeMs] Event partitionTimeMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Event.
             * @memberof ringkv.v1
             * @interface IEvent
             * @augments ringkv.v1.Event.$Properties
             * @deprecated Use ringkv.v1.Event.$Properties instead.
             */

            /**
             * Shape of an Event.
             * @typedef {ringkv.v1.Event.$Properties} ringkv.v1.Event.$Shape
             */

            /**
             * Constructs a new Event.
             * @memberof ringkv.v1
             * @classdesc Represents an Event.
             * @constructor
             * @param {ringkv.v1.Event.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Event = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Event kind.
             * @member {ringkv.v1.EventKind} kind
             * @memberof ringkv.v1.Event
             * @instance
             */
            Event.prototype.kind = 0;

            /**
             * Event key.
             * @member {Uint8Array} key
             * @memberof ringkv.v1.Event
             * @instance
             */
            Event.prototype.key = $util.newBuffer([]);

            /**
             * Event value.
             * @member {Uint8Array} value
             * @memberof ringkv.v1.Event
             * @instance
             */
            Event.prototype.value = $util.newBuffer([]);

            /**
             * Event revision.
             * @member {number} revision
             * @memberof ringkv.v1.Event
             * @instance
             */
            Event.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Event version.
             * @member {number} version
             * @memberof ringkv.v1.Event
             * @instance
             */
            Event.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Event createRevision.
             * @member {number} createRevision
             * @memberof ringkv.v1.Event
             * @instance
             */
            Event.prototype.createRevision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Event modRevision.
             * @member {number} modRevision
             * @memberof ringkv.v1.Event
             * @instance
             */
            Event.prototype.modRevision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Event expiresAt.
             * @member {number} expiresAt
             * @memberof ringkv.v1.Event
             * @instance
             */
            Event.prototype.expiresAt = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Event partitionTimeMs.
             * @member {number} partitionTimeMs
             * @memberof ringkv.v1.Event
             * @instance
             */
            Event.prototype.partitionTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new Event instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.Event
             * @static
             * @param {ringkv.v1.Event.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.Event} Event instance
             * @type {{
             *   (properties: ringkv.v1.Event.$Shape): ringkv.v1.Event & ringkv.v1.Event.$Shape;
             *   (properties?: ringkv.v1.Event.$Properties): ringkv.v1.Event;
             * }}
             */
            Event.create = function(properties) {
                return new Event(properties);
            };

            /**
             * Encodes the specified Event message. Does not implicitly {@link ringkv.v1.Event.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.Event
             * @static
             * @param {ringkv.v1.Event.$Properties} message Event message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Event.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.kind);
                if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.value);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.revision);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.version);
                if (message.createRevision != null && $Object.hasOwnProperty.call(message, "createRevision") && (typeof message.createRevision === "object" ? message.createRevision.low || message.createRevision.high : message.createRevision !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.createRevision);
                if (message.modRevision != null && $Object.hasOwnProperty.call(message, "modRevision") && (typeof message.modRevision === "object" ? message.modRevision.low || message.modRevision.high : message.modRevision !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.modRevision);
                if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt") && (typeof message.expiresAt === "object" ? message.expiresAt.low || message.expiresAt.high : message.expiresAt !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.expiresAt);
                if (message.partitionTimeMs != null && $Object.hasOwnProperty.call(message, "partitionTimeMs") && (typeof message.partitionTimeMs === "object" ? message.partitionTimeMs.low || message.partitionTimeMs.high : message.partitionTimeMs !== 0))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.partitionTimeMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.Event
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.Event & ringkv.v1.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Event.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.Event();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.createRevision = value;
                            else
                                delete message.createRevision;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.modRevision = value;
                            else
                                delete message.modRevision;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.expiresAt = value;
                            else
                                delete message.expiresAt;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.partitionTimeMs = value;
                            else
                                delete message.partitionTimeMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Event;
        })();

        v1.WatchSynced = (function() {

            /**
             * Properties of a WatchSynced.
             * @typedef {Object} ringkv.v1.WatchSynced.$Properties
             * @property {number|null} [watchId] WatchSynced watchId
             * @property {number|null} [partition] WatchSynced partition
             * @property {number|null} [revision] WatchSynced revision
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchSynced.
             * @memberof ringkv.v1
             * @interface IWatchSynced
             * @augments ringkv.v1.WatchSynced.$Properties
             * @deprecated Use ringkv.v1.WatchSynced.$Properties instead.
             */

            /**
             * Shape of a WatchSynced.
             * @typedef {ringkv.v1.WatchSynced.$Properties} ringkv.v1.WatchSynced.$Shape
             */

            /**
             * Constructs a new WatchSynced.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchSynced.
             * @constructor
             * @param {ringkv.v1.WatchSynced.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchSynced = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchSynced watchId.
             * @member {number} watchId
             * @memberof ringkv.v1.WatchSynced
             * @instance
             */
            WatchSynced.prototype.watchId = 0;

            /**
             * WatchSynced partition.
             * @member {number} partition
             * @memberof ringkv.v1.WatchSynced
             * @instance
             */
            WatchSynced.prototype.partition = 0;

            /**
             * WatchSynced revision.
             * @member {number} revision
             * @memberof ringkv.v1.WatchSynced
             * @instance
             */
            WatchSynced.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new WatchSynced instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchSynced
             * @static
             * @param {ringkv.v1.WatchSynced.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchSynced} WatchSynced instance
             * @type {{
             *   (properties: ringkv.v1.WatchSynced.$Shape): ringkv.v1.WatchSynced & ringkv.v1.WatchSynced.$Shape;
             *   (properties?: ringkv.v1.WatchSynced.$Properties): ringkv.v1.WatchSynced;
             * }}
             */
            WatchSynced.create = function(properties) {
                return new WatchSynced(properties);
            };

            /**
             * Encodes the specified WatchSynced message. Does not implicitly {@link ringkv.v1.WatchSynced.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchSynced
             * @static
             * @param {ringkv.v1.WatchSynced.$Properties} message WatchSynced message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchSynced.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.watchId != null && $Object.hasOwnProperty.call(message, "watchId") && message.watchId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.watchId);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.partition);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.revision);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchSynced message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchSynced
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchSynced & ringkv.v1.WatchSynced.$Shape} WatchSynced
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchSynced.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchSynced();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.watchId = value;
                            else
                                delete message.watchId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchSynced;
        })();

        v1.WatchProgress = (function() {

            /**
             * Properties of a WatchProgress.
             * @typedef {Object} ringkv.v1.WatchProgress.$Properties
             * @property {Array.<ringkv.v1.PartitionProgress.$Properties>|null} [partitions] WatchProgress partitions
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchProgress.
             * @memberof ringkv.v1
             * @interface IWatchProgress
             * @augments ringkv.v1.WatchProgress.$Properties
             * @deprecated Use ringkv.v1.WatchProgress.$Properties instead.
             */

            /**
             * Shape of a WatchProgress.
             * @typedef {ringkv.v1.WatchProgress.$Properties} ringkv.v1.WatchProgress.$Shape
             */

            /**
             * Constructs a new WatchProgress.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchProgress.
             * @constructor
             * @param {ringkv.v1.WatchProgress.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchProgress = function (properties) {
                this.partitions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchProgress partitions.
             * @member {Array.<ringkv.v1.PartitionProgress.$Properties>} partitions
             * @memberof ringkv.v1.WatchProgress
             * @instance
             */
            WatchProgress.prototype.partitions = $util.emptyArray;

            /**
             * Creates a new WatchProgress instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchProgress
             * @static
             * @param {ringkv.v1.WatchProgress.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchProgress} WatchProgress instance
             * @type {{
             *   (properties: ringkv.v1.WatchProgress.$Shape): ringkv.v1.WatchProgress & ringkv.v1.WatchProgress.$Shape;
             *   (properties?: ringkv.v1.WatchProgress.$Properties): ringkv.v1.WatchProgress;
             * }}
             */
            WatchProgress.create = function(properties) {
                return new WatchProgress(properties);
            };

            /**
             * Encodes the specified WatchProgress message. Does not implicitly {@link ringkv.v1.WatchProgress.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchProgress
             * @static
             * @param {ringkv.v1.WatchProgress.$Properties} message WatchProgress message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchProgress.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.partitions != null && message.partitions.length)
                    for (let i = 0; i < message.partitions.length; ++i)
                        $root.ringkv.v1.PartitionProgress.encode(message.partitions[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchProgress message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchProgress
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchProgress & ringkv.v1.WatchProgress.$Shape} WatchProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchProgress.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchProgress();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.partitions && message.partitions.length))
                                message.partitions = [];
                            message.partitions.push($root.ringkv.v1.PartitionProgress.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchProgress;
        })();

        v1.PartitionProgress = (function() {

            /**
             * Properties of a PartitionProgress.
             * @typedef {Object} ringkv.v1.PartitionProgress.$Properties
             * @property {number|null} [partition] PartitionProgress partition
             * @property {number|null} [revision] PartitionProgress revision
             * @property {number|null} [partitionTimeMs] PartitionProgress partitionTimeMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PartitionProgress.
             * @memberof ringkv.v1
             * @interface IPartitionProgress
             * @augments ringkv.v1.PartitionProgress.$Properties
             * @deprecated Use ringkv.v1.PartitionProgress.$Properties instead.
             */

            /**
             * Shape of a PartitionProgress.
             * @typedef {ringkv.v1.PartitionProgress.$Properties} ringkv.v1.PartitionProgress.$Shape
             */

            /**
             * Constructs a new PartitionProgress.
             * @memberof ringkv.v1
             * @classdesc Represents a PartitionProgress.
             * @constructor
             * @param {ringkv.v1.PartitionProgress.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PartitionProgress = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PartitionProgress partition.
             * @member {number} partition
             * @memberof ringkv.v1.PartitionProgress
             * @instance
             */
            PartitionProgress.prototype.partition = 0;

            /**
             * PartitionProgress revision.
             * @member {number} revision
             * @memberof ringkv.v1.PartitionProgress
             * @instance
             */
            PartitionProgress.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * PartitionProgress partitionTimeMs.
             * @member {number} partitionTimeMs
             * @memberof ringkv.v1.PartitionProgress
             * @instance
             */
            PartitionProgress.prototype.partitionTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Creates a new PartitionProgress instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.PartitionProgress
             * @static
             * @param {ringkv.v1.PartitionProgress.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.PartitionProgress} PartitionProgress instance
             * @type {{
             *   (properties: ringkv.v1.PartitionProgress.$Shape): ringkv.v1.PartitionProgress & ringkv.v1.PartitionProgress.$Shape;
             *   (properties?: ringkv.v1.PartitionProgress.$Properties): ringkv.v1.PartitionProgress;
             * }}
             */
            PartitionProgress.create = function(properties) {
                return new PartitionProgress(properties);
            };

            /**
             * Encodes the specified PartitionProgress message. Does not implicitly {@link ringkv.v1.PartitionProgress.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.PartitionProgress
             * @static
             * @param {ringkv.v1.PartitionProgress.$Properties} message PartitionProgress message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PartitionProgress.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.partition);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                if (message.partitionTimeMs != null && $Object.hasOwnProperty.call(message, "partitionTimeMs") && (typeof message.partitionTimeMs === "object" ? message.partitionTimeMs.low || message.partitionTimeMs.high : message.partitionTimeMs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.partitionTimeMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PartitionProgress message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.PartitionProgress
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.PartitionProgress & ringkv.v1.PartitionProgress.$Shape} PartitionProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PartitionProgress.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.PartitionProgress();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.partitionTimeMs = value;
                            else
                                delete message.partitionTimeMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PartitionProgress;
        })();

        /**
         * WatchEnd enum.
         * @name ringkv.v1.WatchEnd
         * @enum {number}
         * @property {number} WATCH_END_UNSPECIFIED=0 WATCH_END_UNSPECIFIED value
         * @property {number} CANCELLED=1 CANCELLED value
         * @property {number} COMPACTED=2 COMPACTED value
         * @property {number} LEADERLESS=3 LEADERLESS value
         * @property {number} NO_REPLICA=4 NO_REPLICA value
         * @property {number} FUTURE_POSITION=5 FUTURE_POSITION value
         * @property {number} RELAY_LOST=6 RELAY_LOST value
         * @property {number} NODE_STOPPING=7 NODE_STOPPING value
         * @property {number} REFUSED=8 REFUSED value
         */
        v1.WatchEnd = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "WATCH_END_UNSPECIFIED"] = 0;
            values[valuesById[1] = "CANCELLED"] = 1;
            values[valuesById[2] = "COMPACTED"] = 2;
            values[valuesById[3] = "LEADERLESS"] = 3;
            values[valuesById[4] = "NO_REPLICA"] = 4;
            values[valuesById[5] = "FUTURE_POSITION"] = 5;
            values[valuesById[6] = "RELAY_LOST"] = 6;
            values[valuesById[7] = "NODE_STOPPING"] = 7;
            values[valuesById[8] = "REFUSED"] = 8;
            return values;
        })();

        v1.WatchEnded = (function() {

            /**
             * Properties of a WatchEnded.
             * @typedef {Object} ringkv.v1.WatchEnded.$Properties
             * @property {number|null} [watchId] WatchEnded watchId
             * @property {boolean|null} [whole] WatchEnded whole
             * @property {number|null} [partition] WatchEnded partition
             * @property {ringkv.v1.WatchEnd|null} [reason] WatchEnded reason
             * @property {number|null} [oldest] WatchEnded oldest
             * @property {number|null} [leader] WatchEnded leader
             * @property {string|null} [message] WatchEnded message
             * @property {ringkv.v1.ErrorDetail.$Properties|null} [error] WatchEnded error
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a WatchEnded.
             * @memberof ringkv.v1
             * @interface IWatchEnded
             * @augments ringkv.v1.WatchEnded.$Properties
             * @deprecated Use ringkv.v1.WatchEnded.$Properties instead.
             */

            /**
             * Shape of a WatchEnded.
             * @typedef {ringkv.v1.WatchEnded.$Properties} ringkv.v1.WatchEnded.$Shape
             */

            /**
             * Constructs a new WatchEnded.
             * @memberof ringkv.v1
             * @classdesc Represents a WatchEnded.
             * @constructor
             * @param {ringkv.v1.WatchEnded.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const WatchEnded = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * WatchEnded watchId.
             * @member {number} watchId
             * @memberof ringkv.v1.WatchEnded
             * @instance
             */
            WatchEnded.prototype.watchId = 0;

            /**
             * WatchEnded whole.
             * @member {boolean} whole
             * @memberof ringkv.v1.WatchEnded
             * @instance
             */
            WatchEnded.prototype.whole = false;

            /**
             * WatchEnded partition.
             * @member {number} partition
             * @memberof ringkv.v1.WatchEnded
             * @instance
             */
            WatchEnded.prototype.partition = 0;

            /**
             * WatchEnded reason.
             * @member {ringkv.v1.WatchEnd} reason
             * @memberof ringkv.v1.WatchEnded
             * @instance
             */
            WatchEnded.prototype.reason = 0;

            /**
             * WatchEnded oldest.
             * @member {number} oldest
             * @memberof ringkv.v1.WatchEnded
             * @instance
             */
            WatchEnded.prototype.oldest = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * WatchEnded leader.
             * @member {number} leader
             * @memberof ringkv.v1.WatchEnded
             * @instance
             */
            WatchEnded.prototype.leader = 0;

            /**
             * WatchEnded message.
             * @member {string} message
             * @memberof ringkv.v1.WatchEnded
             * @instance
             */
            WatchEnded.prototype.message = "";

            /**
             * WatchEnded error.
             * @member {ringkv.v1.ErrorDetail.$Properties|null|undefined} error
             * @memberof ringkv.v1.WatchEnded
             * @instance
             */
            WatchEnded.prototype.error = null;

            /**
             * Creates a new WatchEnded instance using the specified properties.
             * @function create
             * @memberof ringkv.v1.WatchEnded
             * @static
             * @param {ringkv.v1.WatchEnded.$Properties=} [properties] Properties to set
             * @returns {ringkv.v1.WatchEnded} WatchEnded instance
             * @type {{
             *   (properties: ringkv.v1.WatchEnded.$Shape): ringkv.v1.WatchEnded & ringkv.v1.WatchEnded.$Shape;
             *   (properties?: ringkv.v1.WatchEnded.$Properties): ringkv.v1.WatchEnded;
             * }}
             */
            WatchEnded.create = function(properties) {
                return new WatchEnded(properties);
            };

            /**
             * Encodes the specified WatchEnded message. Does not implicitly {@link ringkv.v1.WatchEnded.verify|verify} messages.
             * @function encode
             * @memberof ringkv.v1.WatchEnded
             * @static
             * @param {ringkv.v1.WatchEnded.$Properties} message WatchEnded message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            WatchEnded.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.watchId != null && $Object.hasOwnProperty.call(message, "watchId") && message.watchId !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.watchId);
                if (message.whole != null && $Object.hasOwnProperty.call(message, "whole") && message.whole !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.whole);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.partition);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.reason);
                if (message.oldest != null && $Object.hasOwnProperty.call(message, "oldest") && (typeof message.oldest === "object" ? message.oldest.low || message.oldest.high : message.oldest !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.oldest);
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader") && message.leader !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.leader);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.message);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    $root.ringkv.v1.ErrorDetail.encode(message.error, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a WatchEnded message from the specified reader or buffer.
             * @function decode
             * @memberof ringkv.v1.WatchEnded
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchEnded & ringkv.v1.WatchEnded.$Shape} WatchEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            WatchEnded.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.ringkv.v1.WatchEnded();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.watchId = value;
                            else
                                delete message.watchId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.whole = value;
                            else
                                delete message.whole;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.oldest = value;
                            else
                                delete message.oldest;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leader = value;
                            else
                                delete message.leader;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.error = $root.ringkv.v1.ErrorDetail.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchEnded;
        })();

        return v1;
    })();

    return ringkv;
})();

export {
  $root as default
};
