import * as $protobuf from "./runtime.js";
import Long = require("long");

/** Namespace grpc. */
export namespace grpc {

    /** Namespace health. */
    namespace health {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a HealthCheckRequest.
             * @deprecated Use grpc.health.v1.HealthCheckRequest.$Properties instead.
             */
            interface IHealthCheckRequest extends grpc.health.v1.HealthCheckRequest.$Properties {
            }

            /** Represents a HealthCheckRequest. */
            class HealthCheckRequest {

                /**
                 * Constructs a new HealthCheckRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.HealthCheckRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HealthCheckRequest service. */
                service: string;

                /**
                 * Creates a new HealthCheckRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckRequest instance
                 */
                static create(properties: grpc.health.v1.HealthCheckRequest.$Shape): grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape;
                static create(properties?: grpc.health.v1.HealthCheckRequest.$Properties): grpc.health.v1.HealthCheckRequest;

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @param message HealthCheckRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.health.v1.HealthCheckRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape} HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape;
            }

            namespace HealthCheckRequest {

                /** Properties of a HealthCheckRequest. */
                interface $Properties {

                    /** HealthCheckRequest service */
                    service?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HealthCheckRequest. */
                type $Shape = grpc.health.v1.HealthCheckRequest.$Properties;
            }

            /**
             * Properties of a HealthCheckResponse.
             * @deprecated Use grpc.health.v1.HealthCheckResponse.$Properties instead.
             */
            interface IHealthCheckResponse extends grpc.health.v1.HealthCheckResponse.$Properties {
            }

            /** Represents a HealthCheckResponse. */
            class HealthCheckResponse {

                /**
                 * Constructs a new HealthCheckResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.HealthCheckResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HealthCheckResponse status. */
                status: grpc.health.v1.HealthCheckResponse.ServingStatus;

                /**
                 * Creates a new HealthCheckResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckResponse instance
                 */
                static create(properties: grpc.health.v1.HealthCheckResponse.$Shape): grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape;
                static create(properties?: grpc.health.v1.HealthCheckResponse.$Properties): grpc.health.v1.HealthCheckResponse;

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @param message HealthCheckResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.health.v1.HealthCheckResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape} HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape;
            }

            namespace HealthCheckResponse {

                /** Properties of a HealthCheckResponse. */
                interface $Properties {

                    /** HealthCheckResponse status */
                    status?: (grpc.health.v1.HealthCheckResponse.ServingStatus|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HealthCheckResponse. */
                type $Shape = grpc.health.v1.HealthCheckResponse.$Properties;

                /** ServingStatus enum. */
                enum ServingStatus {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** SERVING value */
                    SERVING = 1,

                    /** NOT_SERVING value */
                    NOT_SERVING = 2,

                    /** SERVICE_UNKNOWN value */
                    SERVICE_UNKNOWN = 3
                }
            }
        }
    }
}

/** Namespace ringkv. */
export namespace ringkv {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a Member.
         * @deprecated Use ringkv.v1.Member.$Properties instead.
         */
        interface IMember extends ringkv.v1.Member.$Properties {
        }

        /** Represents a Member. */
        class Member {

            /**
             * Constructs a new Member.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Member.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Member id. */
            id: number;

            /** Member name. */
            name: string;

            /** Member address. */
            address: string;

            /** Member zone. */
            zone: string;

            /** Member weight. */
            weight: number;

            /** Member incarnation. */
            incarnation: Uint8Array;

            /**
             * Creates a new Member instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Member instance
             */
            static create(properties: ringkv.v1.Member.$Shape): ringkv.v1.Member & ringkv.v1.Member.$Shape;
            static create(properties?: ringkv.v1.Member.$Properties): ringkv.v1.Member;

            /**
             * Encodes the specified Member message. Does not implicitly {@link ringkv.v1.Member.verify|verify} messages.
             * @param message Member message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Member.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Member message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Member & ringkv.v1.Member.$Shape} Member
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Member & ringkv.v1.Member.$Shape;
        }

        namespace Member {

            /** Properties of a Member. */
            interface $Properties {

                /** Member id */
                id?: (number|null);

                /** Member name */
                name?: (string|null);

                /** Member address */
                address?: (string|null);

                /** Member zone */
                zone?: (string|null);

                /** Member weight */
                weight?: (number|null);

                /** Member incarnation */
                incarnation?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Member. */
            type $Shape = ringkv.v1.Member.$Properties;
        }

        /**
         * Properties of a Replica.
         * @deprecated Use ringkv.v1.Replica.$Properties instead.
         */
        interface IReplica extends ringkv.v1.Replica.$Properties {
        }

        /** Represents a Replica. */
        class Replica {

            /**
             * Constructs a new Replica.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Replica.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Replica replicaId. */
            replicaId: number;

            /** Replica memberId. */
            memberId: number;

            /**
             * Creates a new Replica instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Replica instance
             */
            static create(properties: ringkv.v1.Replica.$Shape): ringkv.v1.Replica & ringkv.v1.Replica.$Shape;
            static create(properties?: ringkv.v1.Replica.$Properties): ringkv.v1.Replica;

            /**
             * Encodes the specified Replica message. Does not implicitly {@link ringkv.v1.Replica.verify|verify} messages.
             * @param message Replica message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Replica.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Replica message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Replica & ringkv.v1.Replica.$Shape} Replica
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Replica & ringkv.v1.Replica.$Shape;
        }

        namespace Replica {

            /** Properties of a Replica. */
            interface $Properties {

                /** Replica replicaId */
                replicaId?: (number|null);

                /** Replica memberId */
                memberId?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Replica. */
            type $Shape = ringkv.v1.Replica.$Properties;
        }

        /**
         * Properties of a GroupPlacement.
         * @deprecated Use ringkv.v1.GroupPlacement.$Properties instead.
         */
        interface IGroupPlacement extends ringkv.v1.GroupPlacement.$Properties {
        }

        /** Represents a GroupPlacement. */
        class GroupPlacement {

            /**
             * Constructs a new GroupPlacement.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GroupPlacement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupPlacement group. */
            group: number;

            /** GroupPlacement replicas. */
            replicas: ringkv.v1.Replica.$Properties[];

            /** GroupPlacement genesis. */
            genesis: ringkv.v1.Replica.$Properties[];

            /**
             * Creates a new GroupPlacement instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupPlacement instance
             */
            static create(properties: ringkv.v1.GroupPlacement.$Shape): ringkv.v1.GroupPlacement & ringkv.v1.GroupPlacement.$Shape;
            static create(properties?: ringkv.v1.GroupPlacement.$Properties): ringkv.v1.GroupPlacement;

            /**
             * Encodes the specified GroupPlacement message. Does not implicitly {@link ringkv.v1.GroupPlacement.verify|verify} messages.
             * @param message GroupPlacement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GroupPlacement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupPlacement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GroupPlacement & ringkv.v1.GroupPlacement.$Shape} GroupPlacement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GroupPlacement & ringkv.v1.GroupPlacement.$Shape;
        }

        namespace GroupPlacement {

            /** Properties of a GroupPlacement. */
            interface $Properties {

                /** GroupPlacement group */
                group?: (number|null);

                /** GroupPlacement replicas */
                replicas?: (ringkv.v1.Replica.$Properties[]|null);

                /** GroupPlacement genesis */
                genesis?: (ringkv.v1.Replica.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupPlacement. */
            type $Shape = ringkv.v1.GroupPlacement.$Properties;
        }

        /**
         * Properties of a Topology.
         * @deprecated Use ringkv.v1.Topology.$Properties instead.
         */
        interface ITopology extends ringkv.v1.Topology.$Properties {
        }

        /** Represents a Topology. */
        class Topology {

            /**
             * Constructs a new Topology.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Topology.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Topology epoch. */
            epoch: number;

            /** Topology clusterId. */
            clusterId: Uint8Array;

            /** Topology partitions. */
            partitions: number;

            /** Topology replicas. */
            replicas: number;

            /** Topology members. */
            members: ringkv.v1.Member.$Properties[];

            /** Topology meta. */
            meta?: (ringkv.v1.GroupPlacement.$Properties|null);

            /** Topology placements. */
            placements: ringkv.v1.GroupPlacement.$Properties[];

            /** Topology settings. */
            settings?: (ringkv.v1.ClusterSettings.$Properties|null);

            /**
             * Creates a new Topology instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Topology instance
             */
            static create(properties: ringkv.v1.Topology.$Shape): ringkv.v1.Topology & ringkv.v1.Topology.$Shape;
            static create(properties?: ringkv.v1.Topology.$Properties): ringkv.v1.Topology;

            /**
             * Encodes the specified Topology message. Does not implicitly {@link ringkv.v1.Topology.verify|verify} messages.
             * @param message Topology message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Topology.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Topology message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Topology & ringkv.v1.Topology.$Shape} Topology
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Topology & ringkv.v1.Topology.$Shape;
        }

        namespace Topology {

            /** Properties of a Topology. */
            interface $Properties {

                /** Topology epoch */
                epoch?: (number|null);

                /** Topology clusterId */
                clusterId?: (Uint8Array|null);

                /** Topology partitions */
                partitions?: (number|null);

                /** Topology replicas */
                replicas?: (number|null);

                /** Topology members */
                members?: (ringkv.v1.Member.$Properties[]|null);

                /** Topology meta */
                meta?: (ringkv.v1.GroupPlacement.$Properties|null);

                /** Topology placements */
                placements?: (ringkv.v1.GroupPlacement.$Properties[]|null);

                /** Topology settings */
                settings?: (ringkv.v1.ClusterSettings.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Topology. */
            type $Shape = ringkv.v1.Topology.$Properties;
        }

        /**
         * Properties of a ClusterSettings.
         * @deprecated Use ringkv.v1.ClusterSettings.$Properties instead.
         */
        interface IClusterSettings extends ringkv.v1.ClusterSettings.$Properties {
        }

        /** Represents a ClusterSettings. */
        class ClusterSettings {

            /**
             * Constructs a new ClusterSettings.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ClusterSettings.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClusterSettings acceptedWrites. */
            acceptedWrites: boolean;

            /**
             * Creates a new ClusterSettings instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClusterSettings instance
             */
            static create(properties: ringkv.v1.ClusterSettings.$Shape): ringkv.v1.ClusterSettings & ringkv.v1.ClusterSettings.$Shape;
            static create(properties?: ringkv.v1.ClusterSettings.$Properties): ringkv.v1.ClusterSettings;

            /**
             * Encodes the specified ClusterSettings message. Does not implicitly {@link ringkv.v1.ClusterSettings.verify|verify} messages.
             * @param message ClusterSettings message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ClusterSettings.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterSettings message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ClusterSettings & ringkv.v1.ClusterSettings.$Shape} ClusterSettings
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ClusterSettings & ringkv.v1.ClusterSettings.$Shape;
        }

        namespace ClusterSettings {

            /** Properties of a ClusterSettings. */
            interface $Properties {

                /** ClusterSettings acceptedWrites */
                acceptedWrites?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClusterSettings. */
            type $Shape = ringkv.v1.ClusterSettings.$Properties;
        }

        /**
         * Properties of a GetTopologyRequest.
         * @deprecated Use ringkv.v1.GetTopologyRequest.$Properties instead.
         */
        interface IGetTopologyRequest extends ringkv.v1.GetTopologyRequest.$Properties {
        }

        /** Represents a GetTopologyRequest. */
        class GetTopologyRequest {

            /**
             * Constructs a new GetTopologyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetTopologyRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetTopologyRequest knownEpoch. */
            knownEpoch: number;

            /**
             * Creates a new GetTopologyRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetTopologyRequest instance
             */
            static create(properties: ringkv.v1.GetTopologyRequest.$Shape): ringkv.v1.GetTopologyRequest & ringkv.v1.GetTopologyRequest.$Shape;
            static create(properties?: ringkv.v1.GetTopologyRequest.$Properties): ringkv.v1.GetTopologyRequest;

            /**
             * Encodes the specified GetTopologyRequest message. Does not implicitly {@link ringkv.v1.GetTopologyRequest.verify|verify} messages.
             * @param message GetTopologyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetTopologyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetTopologyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetTopologyRequest & ringkv.v1.GetTopologyRequest.$Shape} GetTopologyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetTopologyRequest & ringkv.v1.GetTopologyRequest.$Shape;
        }

        namespace GetTopologyRequest {

            /** Properties of a GetTopologyRequest. */
            interface $Properties {

                /** GetTopologyRequest knownEpoch */
                knownEpoch?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetTopologyRequest. */
            type $Shape = ringkv.v1.GetTopologyRequest.$Properties;
        }

        /**
         * Properties of a GetTopologyResponse.
         * @deprecated Use ringkv.v1.GetTopologyResponse.$Properties instead.
         */
        interface IGetTopologyResponse extends ringkv.v1.GetTopologyResponse.$Properties {
        }

        /** Represents a GetTopologyResponse. */
        class GetTopologyResponse {

            /**
             * Constructs a new GetTopologyResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetTopologyResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetTopologyResponse topology. */
            topology?: (ringkv.v1.Topology.$Properties|null);

            /** GetTopologyResponse epoch. */
            epoch: number;

            /** GetTopologyResponse leaders. */
            leaders: number[];

            /** GetTopologyResponse servedBy. */
            servedBy: number;

            /**
             * Creates a new GetTopologyResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetTopologyResponse instance
             */
            static create(properties: ringkv.v1.GetTopologyResponse.$Shape): ringkv.v1.GetTopologyResponse & ringkv.v1.GetTopologyResponse.$Shape;
            static create(properties?: ringkv.v1.GetTopologyResponse.$Properties): ringkv.v1.GetTopologyResponse;

            /**
             * Encodes the specified GetTopologyResponse message. Does not implicitly {@link ringkv.v1.GetTopologyResponse.verify|verify} messages.
             * @param message GetTopologyResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetTopologyResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetTopologyResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetTopologyResponse & ringkv.v1.GetTopologyResponse.$Shape} GetTopologyResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetTopologyResponse & ringkv.v1.GetTopologyResponse.$Shape;
        }

        namespace GetTopologyResponse {

            /** Properties of a GetTopologyResponse. */
            interface $Properties {

                /** GetTopologyResponse topology */
                topology?: (ringkv.v1.Topology.$Properties|null);

                /** GetTopologyResponse epoch */
                epoch?: (number|null);

                /** GetTopologyResponse leaders */
                leaders?: (number[]|null);

                /** GetTopologyResponse servedBy */
                servedBy?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetTopologyResponse. */
            type $Shape = ringkv.v1.GetTopologyResponse.$Properties;
        }

        /**
         * Properties of a GetStatusRequest.
         * @deprecated Use ringkv.v1.GetStatusRequest.$Properties instead.
         */
        interface IGetStatusRequest extends ringkv.v1.GetStatusRequest.$Properties {
        }

        /** Represents a GetStatusRequest. */
        class GetStatusRequest {

            /**
             * Constructs a new GetStatusRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetStatusRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new GetStatusRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetStatusRequest instance
             */
            static create(properties: ringkv.v1.GetStatusRequest.$Shape): ringkv.v1.GetStatusRequest & ringkv.v1.GetStatusRequest.$Shape;
            static create(properties?: ringkv.v1.GetStatusRequest.$Properties): ringkv.v1.GetStatusRequest;

            /**
             * Encodes the specified GetStatusRequest message. Does not implicitly {@link ringkv.v1.GetStatusRequest.verify|verify} messages.
             * @param message GetStatusRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetStatusRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetStatusRequest & ringkv.v1.GetStatusRequest.$Shape} GetStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetStatusRequest & ringkv.v1.GetStatusRequest.$Shape;
        }

        namespace GetStatusRequest {

            /** Properties of a GetStatusRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetStatusRequest. */
            type $Shape = ringkv.v1.GetStatusRequest.$Properties;
        }

        /**
         * Properties of a GetStatusResponse.
         * @deprecated Use ringkv.v1.GetStatusResponse.$Properties instead.
         */
        interface IGetStatusResponse extends ringkv.v1.GetStatusResponse.$Properties {
        }

        /** Represents a GetStatusResponse. */
        class GetStatusResponse {

            /**
             * Constructs a new GetStatusResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetStatusResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetStatusResponse clusterId. */
            clusterId: Uint8Array;

            /** GetStatusResponse topologyEpoch. */
            topologyEpoch: number;

            /** GetStatusResponse members. */
            members: ringkv.v1.MemberStatus.$Properties[];

            /** GetStatusResponse partitions. */
            partitions: ringkv.v1.PartitionStatus.$Properties[];

            /** GetStatusResponse meta. */
            meta?: (ringkv.v1.PartitionStatus.$Properties|null);

            /** GetStatusResponse settings. */
            settings?: (ringkv.v1.ClusterSettings.$Properties|null);

            /**
             * Creates a new GetStatusResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetStatusResponse instance
             */
            static create(properties: ringkv.v1.GetStatusResponse.$Shape): ringkv.v1.GetStatusResponse & ringkv.v1.GetStatusResponse.$Shape;
            static create(properties?: ringkv.v1.GetStatusResponse.$Properties): ringkv.v1.GetStatusResponse;

            /**
             * Encodes the specified GetStatusResponse message. Does not implicitly {@link ringkv.v1.GetStatusResponse.verify|verify} messages.
             * @param message GetStatusResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetStatusResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetStatusResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetStatusResponse & ringkv.v1.GetStatusResponse.$Shape} GetStatusResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetStatusResponse & ringkv.v1.GetStatusResponse.$Shape;
        }

        namespace GetStatusResponse {

            /** Properties of a GetStatusResponse. */
            interface $Properties {

                /** GetStatusResponse clusterId */
                clusterId?: (Uint8Array|null);

                /** GetStatusResponse topologyEpoch */
                topologyEpoch?: (number|null);

                /** GetStatusResponse members */
                members?: (ringkv.v1.MemberStatus.$Properties[]|null);

                /** GetStatusResponse partitions */
                partitions?: (ringkv.v1.PartitionStatus.$Properties[]|null);

                /** GetStatusResponse meta */
                meta?: (ringkv.v1.PartitionStatus.$Properties|null);

                /** GetStatusResponse settings */
                settings?: (ringkv.v1.ClusterSettings.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetStatusResponse. */
            type $Shape = ringkv.v1.GetStatusResponse.$Properties;
        }

        /**
         * Properties of a MemberStatus.
         * @deprecated Use ringkv.v1.MemberStatus.$Properties instead.
         */
        interface IMemberStatus extends ringkv.v1.MemberStatus.$Properties {
        }

        /** Represents a MemberStatus. */
        class MemberStatus {

            /**
             * Constructs a new MemberStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.MemberStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MemberStatus member. */
            member?: (ringkv.v1.Member.$Properties|null);

            /** MemberStatus state. */
            state: string;

            /** MemberStatus leaders. */
            leaders: number;

            /** MemberStatus replicas. */
            replicas: number;

            /**
             * Creates a new MemberStatus instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MemberStatus instance
             */
            static create(properties: ringkv.v1.MemberStatus.$Shape): ringkv.v1.MemberStatus & ringkv.v1.MemberStatus.$Shape;
            static create(properties?: ringkv.v1.MemberStatus.$Properties): ringkv.v1.MemberStatus;

            /**
             * Encodes the specified MemberStatus message. Does not implicitly {@link ringkv.v1.MemberStatus.verify|verify} messages.
             * @param message MemberStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.MemberStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MemberStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.MemberStatus & ringkv.v1.MemberStatus.$Shape} MemberStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.MemberStatus & ringkv.v1.MemberStatus.$Shape;
        }

        namespace MemberStatus {

            /** Properties of a MemberStatus. */
            interface $Properties {

                /** MemberStatus member */
                member?: (ringkv.v1.Member.$Properties|null);

                /** MemberStatus state */
                state?: (string|null);

                /** MemberStatus leaders */
                leaders?: (number|null);

                /** MemberStatus replicas */
                replicas?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MemberStatus. */
            type $Shape = ringkv.v1.MemberStatus.$Properties;
        }

        /**
         * Properties of a PartitionStatus.
         * @deprecated Use ringkv.v1.PartitionStatus.$Properties instead.
         */
        interface IPartitionStatus extends ringkv.v1.PartitionStatus.$Properties {
        }

        /** Represents a PartitionStatus. */
        class PartitionStatus {

            /**
             * Constructs a new PartitionStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PartitionStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartitionStatus id. */
            id: number;

            /** PartitionStatus leader. */
            leader: number;

            /** PartitionStatus voters. */
            voters: number[];

            /** PartitionStatus learners. */
            learners: number[];

            /** PartitionStatus term. */
            term: number;

            /** PartitionStatus revision. */
            revision: number;

            /** PartitionStatus appliedIndex. */
            appliedIndex: number;

            /** PartitionStatus suspects. */
            suspects: number[];

            /**
             * Creates a new PartitionStatus instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PartitionStatus instance
             */
            static create(properties: ringkv.v1.PartitionStatus.$Shape): ringkv.v1.PartitionStatus & ringkv.v1.PartitionStatus.$Shape;
            static create(properties?: ringkv.v1.PartitionStatus.$Properties): ringkv.v1.PartitionStatus;

            /**
             * Encodes the specified PartitionStatus message. Does not implicitly {@link ringkv.v1.PartitionStatus.verify|verify} messages.
             * @param message PartitionStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PartitionStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartitionStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PartitionStatus & ringkv.v1.PartitionStatus.$Shape} PartitionStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PartitionStatus & ringkv.v1.PartitionStatus.$Shape;
        }

        namespace PartitionStatus {

            /** Properties of a PartitionStatus. */
            interface $Properties {

                /** PartitionStatus id */
                id?: (number|null);

                /** PartitionStatus leader */
                leader?: (number|null);

                /** PartitionStatus voters */
                voters?: (number[]|null);

                /** PartitionStatus learners */
                learners?: (number[]|null);

                /** PartitionStatus term */
                term?: (number|null);

                /** PartitionStatus revision */
                revision?: (number|null);

                /** PartitionStatus appliedIndex */
                appliedIndex?: (number|null);

                /** PartitionStatus suspects */
                suspects?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartitionStatus. */
            type $Shape = ringkv.v1.PartitionStatus.$Properties;
        }

        /**
         * Properties of a GetHashesRequest.
         * @deprecated Use ringkv.v1.GetHashesRequest.$Properties instead.
         */
        interface IGetHashesRequest extends ringkv.v1.GetHashesRequest.$Properties {
        }

        /** Represents a GetHashesRequest. */
        class GetHashesRequest {

            /**
             * Constructs a new GetHashesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetHashesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new GetHashesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetHashesRequest instance
             */
            static create(properties: ringkv.v1.GetHashesRequest.$Shape): ringkv.v1.GetHashesRequest & ringkv.v1.GetHashesRequest.$Shape;
            static create(properties?: ringkv.v1.GetHashesRequest.$Properties): ringkv.v1.GetHashesRequest;

            /**
             * Encodes the specified GetHashesRequest message. Does not implicitly {@link ringkv.v1.GetHashesRequest.verify|verify} messages.
             * @param message GetHashesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetHashesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetHashesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetHashesRequest & ringkv.v1.GetHashesRequest.$Shape} GetHashesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetHashesRequest & ringkv.v1.GetHashesRequest.$Shape;
        }

        namespace GetHashesRequest {

            /** Properties of a GetHashesRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetHashesRequest. */
            type $Shape = ringkv.v1.GetHashesRequest.$Properties;
        }

        /**
         * Properties of a GetHashesResponse.
         * @deprecated Use ringkv.v1.GetHashesResponse.$Properties instead.
         */
        interface IGetHashesResponse extends ringkv.v1.GetHashesResponse.$Properties {
        }

        /** Represents a GetHashesResponse. */
        class GetHashesResponse {

            /**
             * Constructs a new GetHashesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetHashesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetHashesResponse groups. */
            groups: ringkv.v1.PartitionHashes.$Properties[];

            /**
             * Creates a new GetHashesResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetHashesResponse instance
             */
            static create(properties: ringkv.v1.GetHashesResponse.$Shape): ringkv.v1.GetHashesResponse & ringkv.v1.GetHashesResponse.$Shape;
            static create(properties?: ringkv.v1.GetHashesResponse.$Properties): ringkv.v1.GetHashesResponse;

            /**
             * Encodes the specified GetHashesResponse message. Does not implicitly {@link ringkv.v1.GetHashesResponse.verify|verify} messages.
             * @param message GetHashesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetHashesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetHashesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetHashesResponse & ringkv.v1.GetHashesResponse.$Shape} GetHashesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetHashesResponse & ringkv.v1.GetHashesResponse.$Shape;
        }

        namespace GetHashesResponse {

            /** Properties of a GetHashesResponse. */
            interface $Properties {

                /** GetHashesResponse groups */
                groups?: (ringkv.v1.PartitionHashes.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetHashesResponse. */
            type $Shape = ringkv.v1.GetHashesResponse.$Properties;
        }

        /**
         * Properties of a PartitionHashes.
         * @deprecated Use ringkv.v1.PartitionHashes.$Properties instead.
         */
        interface IPartitionHashes extends ringkv.v1.PartitionHashes.$Properties {
        }

        /** Represents a PartitionHashes. */
        class PartitionHashes {

            /**
             * Constructs a new PartitionHashes.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PartitionHashes.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartitionHashes group. */
            group: number;

            /** PartitionHashes index. */
            index: number;

            /** PartitionHashes verdict. */
            verdict: string;

            /** PartitionHashes replicas. */
            replicas: ringkv.v1.ReplicaHash.$Properties[];

            /**
             * Creates a new PartitionHashes instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PartitionHashes instance
             */
            static create(properties: ringkv.v1.PartitionHashes.$Shape): ringkv.v1.PartitionHashes & ringkv.v1.PartitionHashes.$Shape;
            static create(properties?: ringkv.v1.PartitionHashes.$Properties): ringkv.v1.PartitionHashes;

            /**
             * Encodes the specified PartitionHashes message. Does not implicitly {@link ringkv.v1.PartitionHashes.verify|verify} messages.
             * @param message PartitionHashes message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PartitionHashes.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartitionHashes message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PartitionHashes & ringkv.v1.PartitionHashes.$Shape} PartitionHashes
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PartitionHashes & ringkv.v1.PartitionHashes.$Shape;
        }

        namespace PartitionHashes {

            /** Properties of a PartitionHashes. */
            interface $Properties {

                /** PartitionHashes group */
                group?: (number|null);

                /** PartitionHashes index */
                index?: (number|null);

                /** PartitionHashes verdict */
                verdict?: (string|null);

                /** PartitionHashes replicas */
                replicas?: (ringkv.v1.ReplicaHash.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartitionHashes. */
            type $Shape = ringkv.v1.PartitionHashes.$Properties;
        }

        /**
         * Properties of a ReplicaHash.
         * @deprecated Use ringkv.v1.ReplicaHash.$Properties instead.
         */
        interface IReplicaHash extends ringkv.v1.ReplicaHash.$Properties {
        }

        /** Represents a ReplicaHash. */
        class ReplicaHash {

            /**
             * Constructs a new ReplicaHash.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ReplicaHash.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaHash memberId. */
            memberId: number;

            /** ReplicaHash state. */
            state: string;

            /** ReplicaHash hash. */
            hash: number;

            /** ReplicaHash appliedIndex. */
            appliedIndex: number;

            /**
             * Creates a new ReplicaHash instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaHash instance
             */
            static create(properties: ringkv.v1.ReplicaHash.$Shape): ringkv.v1.ReplicaHash & ringkv.v1.ReplicaHash.$Shape;
            static create(properties?: ringkv.v1.ReplicaHash.$Properties): ringkv.v1.ReplicaHash;

            /**
             * Encodes the specified ReplicaHash message. Does not implicitly {@link ringkv.v1.ReplicaHash.verify|verify} messages.
             * @param message ReplicaHash message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ReplicaHash.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaHash message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ReplicaHash & ringkv.v1.ReplicaHash.$Shape} ReplicaHash
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ReplicaHash & ringkv.v1.ReplicaHash.$Shape;
        }

        namespace ReplicaHash {

            /** Properties of a ReplicaHash. */
            interface $Properties {

                /** ReplicaHash memberId */
                memberId?: (number|null);

                /** ReplicaHash state */
                state?: (string|null);

                /** ReplicaHash hash */
                hash?: (number|null);

                /** ReplicaHash appliedIndex */
                appliedIndex?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaHash. */
            type $Shape = ringkv.v1.ReplicaHash.$Properties;
        }

        /**
         * Properties of a GetNodeStatusRequest.
         * @deprecated Use ringkv.v1.GetNodeStatusRequest.$Properties instead.
         */
        interface IGetNodeStatusRequest extends ringkv.v1.GetNodeStatusRequest.$Properties {
        }

        /** Represents a GetNodeStatusRequest. */
        class GetNodeStatusRequest {

            /**
             * Constructs a new GetNodeStatusRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetNodeStatusRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetNodeStatusRequest hashes. */
            hashes: boolean;

            /**
             * Creates a new GetNodeStatusRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetNodeStatusRequest instance
             */
            static create(properties: ringkv.v1.GetNodeStatusRequest.$Shape): ringkv.v1.GetNodeStatusRequest & ringkv.v1.GetNodeStatusRequest.$Shape;
            static create(properties?: ringkv.v1.GetNodeStatusRequest.$Properties): ringkv.v1.GetNodeStatusRequest;

            /**
             * Encodes the specified GetNodeStatusRequest message. Does not implicitly {@link ringkv.v1.GetNodeStatusRequest.verify|verify} messages.
             * @param message GetNodeStatusRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetNodeStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetNodeStatusRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetNodeStatusRequest & ringkv.v1.GetNodeStatusRequest.$Shape} GetNodeStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetNodeStatusRequest & ringkv.v1.GetNodeStatusRequest.$Shape;
        }

        namespace GetNodeStatusRequest {

            /** Properties of a GetNodeStatusRequest. */
            interface $Properties {

                /** GetNodeStatusRequest hashes */
                hashes?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetNodeStatusRequest. */
            type $Shape = ringkv.v1.GetNodeStatusRequest.$Properties;
        }

        /**
         * Properties of a GetNodeStatusResponse.
         * @deprecated Use ringkv.v1.GetNodeStatusResponse.$Properties instead.
         */
        interface IGetNodeStatusResponse extends ringkv.v1.GetNodeStatusResponse.$Properties {
        }

        /** Represents a GetNodeStatusResponse. */
        class GetNodeStatusResponse {

            /**
             * Constructs a new GetNodeStatusResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetNodeStatusResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetNodeStatusResponse memberId. */
            memberId: number;

            /** GetNodeStatusResponse state. */
            state: string;

            /** GetNodeStatusResponse topologyEpoch. */
            topologyEpoch: number;

            /** GetNodeStatusResponse replicas. */
            replicas: ringkv.v1.ReplicaStatus.$Properties[];

            /** GetNodeStatusResponse version. */
            version: string;

            /**
             * Creates a new GetNodeStatusResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetNodeStatusResponse instance
             */
            static create(properties: ringkv.v1.GetNodeStatusResponse.$Shape): ringkv.v1.GetNodeStatusResponse & ringkv.v1.GetNodeStatusResponse.$Shape;
            static create(properties?: ringkv.v1.GetNodeStatusResponse.$Properties): ringkv.v1.GetNodeStatusResponse;

            /**
             * Encodes the specified GetNodeStatusResponse message. Does not implicitly {@link ringkv.v1.GetNodeStatusResponse.verify|verify} messages.
             * @param message GetNodeStatusResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetNodeStatusResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetNodeStatusResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetNodeStatusResponse & ringkv.v1.GetNodeStatusResponse.$Shape} GetNodeStatusResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetNodeStatusResponse & ringkv.v1.GetNodeStatusResponse.$Shape;
        }

        namespace GetNodeStatusResponse {

            /** Properties of a GetNodeStatusResponse. */
            interface $Properties {

                /** GetNodeStatusResponse memberId */
                memberId?: (number|null);

                /** GetNodeStatusResponse state */
                state?: (string|null);

                /** GetNodeStatusResponse topologyEpoch */
                topologyEpoch?: (number|null);

                /** GetNodeStatusResponse replicas */
                replicas?: (ringkv.v1.ReplicaStatus.$Properties[]|null);

                /** GetNodeStatusResponse version */
                version?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetNodeStatusResponse. */
            type $Shape = ringkv.v1.GetNodeStatusResponse.$Properties;
        }

        /**
         * Properties of a ReplicaStatus.
         * @deprecated Use ringkv.v1.ReplicaStatus.$Properties instead.
         */
        interface IReplicaStatus extends ringkv.v1.ReplicaStatus.$Properties {
        }

        /** Represents a ReplicaStatus. */
        class ReplicaStatus {

            /**
             * Constructs a new ReplicaStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ReplicaStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaStatus group. */
            group: number;

            /** ReplicaStatus role. */
            role: ringkv.v1.Role;

            /** ReplicaStatus leader. */
            leader: number;

            /** ReplicaStatus term. */
            term: number;

            /** ReplicaStatus revision. */
            revision: number;

            /** ReplicaStatus appliedIndex. */
            appliedIndex: number;

            /** ReplicaStatus commitIndex. */
            commitIndex: number;

            /** ReplicaStatus hash. */
            hash: number;

            /** ReplicaStatus voters. */
            voters: number[];

            /** ReplicaStatus learners. */
            learners: number[];

            /** ReplicaStatus hashes. */
            hashes: ringkv.v1.HashPoint.$Properties[];

            /** ReplicaStatus lost. */
            lost: string;

            /** ReplicaStatus suspect. */
            suspect: boolean;

            /**
             * Creates a new ReplicaStatus instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaStatus instance
             */
            static create(properties: ringkv.v1.ReplicaStatus.$Shape): ringkv.v1.ReplicaStatus & ringkv.v1.ReplicaStatus.$Shape;
            static create(properties?: ringkv.v1.ReplicaStatus.$Properties): ringkv.v1.ReplicaStatus;

            /**
             * Encodes the specified ReplicaStatus message. Does not implicitly {@link ringkv.v1.ReplicaStatus.verify|verify} messages.
             * @param message ReplicaStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ReplicaStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ReplicaStatus & ringkv.v1.ReplicaStatus.$Shape} ReplicaStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ReplicaStatus & ringkv.v1.ReplicaStatus.$Shape;
        }

        namespace ReplicaStatus {

            /** Properties of a ReplicaStatus. */
            interface $Properties {

                /** ReplicaStatus group */
                group?: (number|null);

                /** ReplicaStatus role */
                role?: (ringkv.v1.Role|null);

                /** ReplicaStatus leader */
                leader?: (number|null);

                /** ReplicaStatus term */
                term?: (number|null);

                /** ReplicaStatus revision */
                revision?: (number|null);

                /** ReplicaStatus appliedIndex */
                appliedIndex?: (number|null);

                /** ReplicaStatus commitIndex */
                commitIndex?: (number|null);

                /** ReplicaStatus hash */
                hash?: (number|null);

                /** ReplicaStatus voters */
                voters?: (number[]|null);

                /** ReplicaStatus learners */
                learners?: (number[]|null);

                /** ReplicaStatus hashes */
                hashes?: (ringkv.v1.HashPoint.$Properties[]|null);

                /** ReplicaStatus lost */
                lost?: (string|null);

                /** ReplicaStatus suspect */
                suspect?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaStatus. */
            type $Shape = ringkv.v1.ReplicaStatus.$Properties;
        }

        /**
         * Properties of a HashPoint.
         * @deprecated Use ringkv.v1.HashPoint.$Properties instead.
         */
        interface IHashPoint extends ringkv.v1.HashPoint.$Properties {
        }

        /** Represents a HashPoint. */
        class HashPoint {

            /**
             * Constructs a new HashPoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.HashPoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HashPoint index. */
            index: number;

            /** HashPoint hash. */
            hash: number;

            /**
             * Creates a new HashPoint instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HashPoint instance
             */
            static create(properties: ringkv.v1.HashPoint.$Shape): ringkv.v1.HashPoint & ringkv.v1.HashPoint.$Shape;
            static create(properties?: ringkv.v1.HashPoint.$Properties): ringkv.v1.HashPoint;

            /**
             * Encodes the specified HashPoint message. Does not implicitly {@link ringkv.v1.HashPoint.verify|verify} messages.
             * @param message HashPoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.HashPoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HashPoint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.HashPoint & ringkv.v1.HashPoint.$Shape} HashPoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.HashPoint & ringkv.v1.HashPoint.$Shape;
        }

        namespace HashPoint {

            /** Properties of a HashPoint. */
            interface $Properties {

                /** HashPoint index */
                index?: (number|null);

                /** HashPoint hash */
                hash?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HashPoint. */
            type $Shape = ringkv.v1.HashPoint.$Properties;
        }

        /**
         * Properties of a ChangeSettingsRequest.
         * @deprecated Use ringkv.v1.ChangeSettingsRequest.$Properties instead.
         */
        interface IChangeSettingsRequest extends ringkv.v1.ChangeSettingsRequest.$Properties {
        }

        /** Represents a ChangeSettingsRequest. */
        class ChangeSettingsRequest {

            /**
             * Constructs a new ChangeSettingsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ChangeSettingsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ChangeSettingsRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** ChangeSettingsRequest acceptedWrites. */
            acceptedWrites?: (boolean|null);

            /**
             * Creates a new ChangeSettingsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ChangeSettingsRequest instance
             */
            static create(properties: ringkv.v1.ChangeSettingsRequest.$Shape): ringkv.v1.ChangeSettingsRequest & ringkv.v1.ChangeSettingsRequest.$Shape;
            static create(properties?: ringkv.v1.ChangeSettingsRequest.$Properties): ringkv.v1.ChangeSettingsRequest;

            /**
             * Encodes the specified ChangeSettingsRequest message. Does not implicitly {@link ringkv.v1.ChangeSettingsRequest.verify|verify} messages.
             * @param message ChangeSettingsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ChangeSettingsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ChangeSettingsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ChangeSettingsRequest & ringkv.v1.ChangeSettingsRequest.$Shape} ChangeSettingsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ChangeSettingsRequest & ringkv.v1.ChangeSettingsRequest.$Shape;
        }

        namespace ChangeSettingsRequest {

            /** Properties of a ChangeSettingsRequest. */
            interface $Properties {

                /** ChangeSettingsRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** ChangeSettingsRequest acceptedWrites */
                acceptedWrites?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ChangeSettingsRequest. */
            type $Shape = ringkv.v1.ChangeSettingsRequest.$Properties;
        }

        /**
         * Properties of a ChangeSettingsResponse.
         * @deprecated Use ringkv.v1.ChangeSettingsResponse.$Properties instead.
         */
        interface IChangeSettingsResponse extends ringkv.v1.ChangeSettingsResponse.$Properties {
        }

        /** Represents a ChangeSettingsResponse. */
        class ChangeSettingsResponse {

            /**
             * Constructs a new ChangeSettingsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ChangeSettingsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ChangeSettingsResponse settings. */
            settings?: (ringkv.v1.ClusterSettings.$Properties|null);

            /** ChangeSettingsResponse epoch. */
            epoch: number;

            /**
             * Creates a new ChangeSettingsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ChangeSettingsResponse instance
             */
            static create(properties: ringkv.v1.ChangeSettingsResponse.$Shape): ringkv.v1.ChangeSettingsResponse & ringkv.v1.ChangeSettingsResponse.$Shape;
            static create(properties?: ringkv.v1.ChangeSettingsResponse.$Properties): ringkv.v1.ChangeSettingsResponse;

            /**
             * Encodes the specified ChangeSettingsResponse message. Does not implicitly {@link ringkv.v1.ChangeSettingsResponse.verify|verify} messages.
             * @param message ChangeSettingsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ChangeSettingsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ChangeSettingsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ChangeSettingsResponse & ringkv.v1.ChangeSettingsResponse.$Shape} ChangeSettingsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ChangeSettingsResponse & ringkv.v1.ChangeSettingsResponse.$Shape;
        }

        namespace ChangeSettingsResponse {

            /** Properties of a ChangeSettingsResponse. */
            interface $Properties {

                /** ChangeSettingsResponse settings */
                settings?: (ringkv.v1.ClusterSettings.$Properties|null);

                /** ChangeSettingsResponse epoch */
                epoch?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ChangeSettingsResponse. */
            type $Shape = ringkv.v1.ChangeSettingsResponse.$Properties;
        }

        /**
         * Properties of a MoveLeaderRequest.
         * @deprecated Use ringkv.v1.MoveLeaderRequest.$Properties instead.
         */
        interface IMoveLeaderRequest extends ringkv.v1.MoveLeaderRequest.$Properties {
        }

        /** Represents a MoveLeaderRequest. */
        class MoveLeaderRequest {

            /**
             * Constructs a new MoveLeaderRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.MoveLeaderRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MoveLeaderRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** MoveLeaderRequest partition. */
            partition: number;

            /** MoveLeaderRequest to. */
            to: number;

            /**
             * Creates a new MoveLeaderRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MoveLeaderRequest instance
             */
            static create(properties: ringkv.v1.MoveLeaderRequest.$Shape): ringkv.v1.MoveLeaderRequest & ringkv.v1.MoveLeaderRequest.$Shape;
            static create(properties?: ringkv.v1.MoveLeaderRequest.$Properties): ringkv.v1.MoveLeaderRequest;

            /**
             * Encodes the specified MoveLeaderRequest message. Does not implicitly {@link ringkv.v1.MoveLeaderRequest.verify|verify} messages.
             * @param message MoveLeaderRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.MoveLeaderRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MoveLeaderRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.MoveLeaderRequest & ringkv.v1.MoveLeaderRequest.$Shape} MoveLeaderRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.MoveLeaderRequest & ringkv.v1.MoveLeaderRequest.$Shape;
        }

        namespace MoveLeaderRequest {

            /** Properties of a MoveLeaderRequest. */
            interface $Properties {

                /** MoveLeaderRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** MoveLeaderRequest partition */
                partition?: (number|null);

                /** MoveLeaderRequest to */
                to?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MoveLeaderRequest. */
            type $Shape = ringkv.v1.MoveLeaderRequest.$Properties;
        }

        /**
         * Properties of a MoveLeaderResponse.
         * @deprecated Use ringkv.v1.MoveLeaderResponse.$Properties instead.
         */
        interface IMoveLeaderResponse extends ringkv.v1.MoveLeaderResponse.$Properties {
        }

        /** Represents a MoveLeaderResponse. */
        class MoveLeaderResponse {

            /**
             * Constructs a new MoveLeaderResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.MoveLeaderResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MoveLeaderResponse leader. */
            leader: number;

            /** MoveLeaderResponse term. */
            term: number;

            /**
             * Creates a new MoveLeaderResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MoveLeaderResponse instance
             */
            static create(properties: ringkv.v1.MoveLeaderResponse.$Shape): ringkv.v1.MoveLeaderResponse & ringkv.v1.MoveLeaderResponse.$Shape;
            static create(properties?: ringkv.v1.MoveLeaderResponse.$Properties): ringkv.v1.MoveLeaderResponse;

            /**
             * Encodes the specified MoveLeaderResponse message. Does not implicitly {@link ringkv.v1.MoveLeaderResponse.verify|verify} messages.
             * @param message MoveLeaderResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.MoveLeaderResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MoveLeaderResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.MoveLeaderResponse & ringkv.v1.MoveLeaderResponse.$Shape} MoveLeaderResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.MoveLeaderResponse & ringkv.v1.MoveLeaderResponse.$Shape;
        }

        namespace MoveLeaderResponse {

            /** Properties of a MoveLeaderResponse. */
            interface $Properties {

                /** MoveLeaderResponse leader */
                leader?: (number|null);

                /** MoveLeaderResponse term */
                term?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MoveLeaderResponse. */
            type $Shape = ringkv.v1.MoveLeaderResponse.$Properties;
        }

        /** ReadConsistency enum. */
        enum ReadConsistency {

            /** READ_CONSISTENCY_UNSPECIFIED value */
            READ_CONSISTENCY_UNSPECIFIED = 0,

            /** LINEARIZABLE value */
            LINEARIZABLE = 1,

            /** LEADER_LEASE value */
            LEADER_LEASE = 2,

            /** SESSION value */
            SESSION = 3,

            /** BOUNDED_STALENESS value */
            BOUNDED_STALENESS = 4,

            /** EVENTUAL value */
            EVENTUAL = 5
        }

        /** WriteAck enum. */
        enum WriteAck {

            /** WRITE_ACK_UNSPECIFIED value */
            WRITE_ACK_UNSPECIFIED = 0,

            /** QUORUM value */
            QUORUM = 1,

            /** ALL value */
            ALL = 2,

            /** ACCEPTED value */
            ACCEPTED = 3
        }

        /** ReplicaPreference enum. */
        enum ReplicaPreference {

            /** REPLICA_PREFERENCE_UNSPECIFIED value */
            REPLICA_PREFERENCE_UNSPECIFIED = 0,

            /** PREFER_LEADER value */
            PREFER_LEADER = 1,

            /** PREFER_LOCAL value */
            PREFER_LOCAL = 2
        }

        /** Priority enum. */
        enum Priority {

            /** PRIORITY_UNSPECIFIED value */
            PRIORITY_UNSPECIFIED = 0,

            /** PRIORITY_NORMAL value */
            PRIORITY_NORMAL = 1,

            /** PRIORITY_LOW value */
            PRIORITY_LOW = 2
        }

        /** Role enum. */
        enum Role {

            /** ROLE_UNSPECIFIED value */
            ROLE_UNSPECIFIED = 0,

            /** LEADER value */
            LEADER = 1,

            /** FOLLOWER value */
            FOLLOWER = 2,

            /** LEARNER value */
            LEARNER = 3
        }

        /** Outcome enum. */
        enum Outcome {

            /** OUTCOME_UNSPECIFIED value */
            OUTCOME_UNSPECIFIED = 0,

            /** NOT_EXECUTED value */
            NOT_EXECUTED = 1,

            /** UNKNOWN value */
            UNKNOWN = 2,

            /** EXECUTED value */
            EXECUTED = 3
        }

        /** Reason enum. */
        enum Reason {

            /** REASON_UNSPECIFIED value */
            REASON_UNSPECIFIED = 0,

            /** NOT_LEADER value */
            NOT_LEADER = 1,

            /** NO_LEADER value */
            NO_LEADER = 2,

            /** LEADER_CHANGED value */
            LEADER_CHANGED = 3,

            /** FORWARD_LOST value */
            FORWARD_LOST = 4,

            /** OVERLOADED value */
            OVERLOADED = 5,

            /** DEADLINE value */
            DEADLINE = 6,

            /** KEY_TOO_LARGE value */
            KEY_TOO_LARGE = 7,

            /** VALUE_TOO_LARGE value */
            VALUE_TOO_LARGE = 8,

            /** REQUEST_TOO_LARGE value */
            REQUEST_TOO_LARGE = 9,

            /** INVALID_REQUEST value */
            INVALID_REQUEST = 10,

            /** SESSION_EXPIRED value */
            SESSION_EXPIRED = 11,

            /** SEQUENCE_TOO_FAR value */
            SEQUENCE_TOO_FAR = 12,

            /** VOIDED value */
            VOIDED = 13,

            /** NOT_A_NUMBER value */
            NOT_A_NUMBER = 14,

            /** STALE_TOPOLOGY value */
            STALE_TOPOLOGY = 15,

            /** TOO_MANY_HOPS value */
            TOO_MANY_HOPS = 16,

            /** DRAINING value */
            DRAINING = 17,

            /** SPACE_QUOTA value */
            SPACE_QUOTA = 18,

            /** NOT_READY value */
            NOT_READY = 19,

            /** CORRUPT value */
            CORRUPT = 20,

            /** INTERNAL value */
            INTERNAL = 21,

            /** CROSS_PARTITION value */
            CROSS_PARTITION = 22,

            /** RESULT_TOO_LARGE value */
            RESULT_TOO_LARGE = 23,

            /** TOKEN_FOREIGN_CLUSTER value */
            TOKEN_FOREIGN_CLUSTER = 24,

            /** SESSION_NOT_REACHED value */
            SESSION_NOT_REACHED = 25,

            /** TOO_STALE value */
            TOO_STALE = 26,

            /** ACK_TOO_WEAK value */
            ACK_TOO_WEAK = 30,

            /** ACCEPTED_WRITES_OFF value */
            ACCEPTED_WRITES_OFF = 31,

            /** IDEMPOTENCY_KEY_REUSED value */
            IDEMPOTENCY_KEY_REUSED = 32,

            /** IDEMPOTENCY_FULL value */
            IDEMPOTENCY_FULL = 33,

            /** PREFIX_NOT_ROUTED value */
            PREFIX_NOT_ROUTED = 34,

            /** BAD_PAGE_TOKEN value */
            BAD_PAGE_TOKEN = 40,

            /** RANGE_TOO_LARGE value */
            RANGE_TOO_LARGE = 41,

            /** COMPACTED value */
            COMPACTED = 50,

            /** FUTURE_POSITION value */
            FUTURE_POSITION = 51
        }

        /**
         * Properties of a RequestHeader.
         * @deprecated Use ringkv.v1.RequestHeader.$Properties instead.
         */
        interface IRequestHeader extends ringkv.v1.RequestHeader.$Properties {
        }

        /** Represents a RequestHeader. */
        class RequestHeader {

            /**
             * Constructs a new RequestHeader.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.RequestHeader.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RequestHeader requestId. */
            requestId: string;

            /** RequestHeader clientId. */
            clientId: Uint8Array;

            /** RequestHeader sequence. */
            sequence: number;

            /** RequestHeader sequenceFloor. */
            sequenceFloor: number;

            /** RequestHeader traceparent. */
            traceparent: string;

            /** RequestHeader namespace. */
            namespace: string;

            /** RequestHeader priority. */
            priority: ringkv.v1.Priority;

            /** RequestHeader topologyEpoch. */
            topologyEpoch: number;

            /** RequestHeader consistency. */
            consistency: ringkv.v1.ReadConsistency;

            /** RequestHeader ack. */
            ack: ringkv.v1.WriteAck;

            /** RequestHeader direct. */
            direct: boolean;

            /** RequestHeader hops. */
            hops: number;

            /** RequestHeader timeoutMs. */
            timeoutMs: number;

            /** RequestHeader sessionToken. */
            sessionToken: Uint8Array;

            /** RequestHeader maxStalenessMs. */
            maxStalenessMs: number;

            /** RequestHeader replica. */
            replica: ringkv.v1.ReplicaPreference;

            /** RequestHeader strictAll. */
            strictAll: boolean;

            /** RequestHeader idempotencyKey. */
            idempotencyKey: Uint8Array;

            /**
             * Creates a new RequestHeader instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RequestHeader instance
             */
            static create(properties: ringkv.v1.RequestHeader.$Shape): ringkv.v1.RequestHeader & ringkv.v1.RequestHeader.$Shape;
            static create(properties?: ringkv.v1.RequestHeader.$Properties): ringkv.v1.RequestHeader;

            /**
             * Encodes the specified RequestHeader message. Does not implicitly {@link ringkv.v1.RequestHeader.verify|verify} messages.
             * @param message RequestHeader message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.RequestHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RequestHeader message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.RequestHeader & ringkv.v1.RequestHeader.$Shape} RequestHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.RequestHeader & ringkv.v1.RequestHeader.$Shape;
        }

        namespace RequestHeader {

            /** Properties of a RequestHeader. */
            interface $Properties {

                /** RequestHeader requestId */
                requestId?: (string|null);

                /** RequestHeader clientId */
                clientId?: (Uint8Array|null);

                /** RequestHeader sequence */
                sequence?: (number|null);

                /** RequestHeader sequenceFloor */
                sequenceFloor?: (number|null);

                /** RequestHeader traceparent */
                traceparent?: (string|null);

                /** RequestHeader namespace */
                namespace?: (string|null);

                /** RequestHeader priority */
                priority?: (ringkv.v1.Priority|null);

                /** RequestHeader topologyEpoch */
                topologyEpoch?: (number|null);

                /** RequestHeader consistency */
                consistency?: (ringkv.v1.ReadConsistency|null);

                /** RequestHeader ack */
                ack?: (ringkv.v1.WriteAck|null);

                /** RequestHeader direct */
                direct?: (boolean|null);

                /** RequestHeader hops */
                hops?: (number|null);

                /** RequestHeader timeoutMs */
                timeoutMs?: (number|null);

                /** RequestHeader sessionToken */
                sessionToken?: (Uint8Array|null);

                /** RequestHeader maxStalenessMs */
                maxStalenessMs?: (number|null);

                /** RequestHeader replica */
                replica?: (ringkv.v1.ReplicaPreference|null);

                /** RequestHeader strictAll */
                strictAll?: (boolean|null);

                /** RequestHeader idempotencyKey */
                idempotencyKey?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RequestHeader. */
            type $Shape = ringkv.v1.RequestHeader.$Properties;
        }

        /**
         * Properties of a ResponseHeader.
         * @deprecated Use ringkv.v1.ResponseHeader.$Properties instead.
         */
        interface IResponseHeader extends ringkv.v1.ResponseHeader.$Properties {
        }

        /** Represents a ResponseHeader. */
        class ResponseHeader {

            /**
             * Constructs a new ResponseHeader.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ResponseHeader.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResponseHeader clusterId. */
            clusterId: Uint8Array;

            /** ResponseHeader partition. */
            partition: number;

            /** ResponseHeader revision. */
            revision: number;

            /** ResponseHeader term. */
            term: number;

            /** ResponseHeader partitionTimeMs. */
            partitionTimeMs: number;

            /** ResponseHeader servedBy. */
            servedBy: number;

            /** ResponseHeader role. */
            role: ringkv.v1.Role;

            /** ResponseHeader level. */
            level: ringkv.v1.ReadConsistency;

            /** ResponseHeader stalenessMs. */
            stalenessMs: number;

            /** ResponseHeader warnings. */
            warnings: string[];

            /** ResponseHeader topologyEpoch. */
            topologyEpoch: number;

            /** ResponseHeader requestId. */
            requestId: string;

            /** ResponseHeader deduplicated. */
            deduplicated: boolean;

            /** ResponseHeader sessionToken. */
            sessionToken: Uint8Array;

            /** ResponseHeader ackedBy. */
            ackedBy: number[];

            /** ResponseHeader outcome. */
            outcome: ringkv.v1.Outcome;

            /** ResponseHeader replayed. */
            replayed: boolean;

            /**
             * Creates a new ResponseHeader instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ResponseHeader instance
             */
            static create(properties: ringkv.v1.ResponseHeader.$Shape): ringkv.v1.ResponseHeader & ringkv.v1.ResponseHeader.$Shape;
            static create(properties?: ringkv.v1.ResponseHeader.$Properties): ringkv.v1.ResponseHeader;

            /**
             * Encodes the specified ResponseHeader message. Does not implicitly {@link ringkv.v1.ResponseHeader.verify|verify} messages.
             * @param message ResponseHeader message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ResponseHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResponseHeader message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ResponseHeader & ringkv.v1.ResponseHeader.$Shape} ResponseHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ResponseHeader & ringkv.v1.ResponseHeader.$Shape;
        }

        namespace ResponseHeader {

            /** Properties of a ResponseHeader. */
            interface $Properties {

                /** ResponseHeader clusterId */
                clusterId?: (Uint8Array|null);

                /** ResponseHeader partition */
                partition?: (number|null);

                /** ResponseHeader revision */
                revision?: (number|null);

                /** ResponseHeader term */
                term?: (number|null);

                /** ResponseHeader partitionTimeMs */
                partitionTimeMs?: (number|null);

                /** ResponseHeader servedBy */
                servedBy?: (number|null);

                /** ResponseHeader role */
                role?: (ringkv.v1.Role|null);

                /** ResponseHeader level */
                level?: (ringkv.v1.ReadConsistency|null);

                /** ResponseHeader stalenessMs */
                stalenessMs?: (number|null);

                /** ResponseHeader warnings */
                warnings?: (string[]|null);

                /** ResponseHeader topologyEpoch */
                topologyEpoch?: (number|null);

                /** ResponseHeader requestId */
                requestId?: (string|null);

                /** ResponseHeader deduplicated */
                deduplicated?: (boolean|null);

                /** ResponseHeader sessionToken */
                sessionToken?: (Uint8Array|null);

                /** ResponseHeader ackedBy */
                ackedBy?: (number[]|null);

                /** ResponseHeader outcome */
                outcome?: (ringkv.v1.Outcome|null);

                /** ResponseHeader replayed */
                replayed?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResponseHeader. */
            type $Shape = ringkv.v1.ResponseHeader.$Properties;
        }

        /**
         * Properties of a SessionToken.
         * @deprecated Use ringkv.v1.SessionToken.$Properties instead.
         */
        interface ISessionToken extends ringkv.v1.SessionToken.$Properties {
        }

        /** Represents a SessionToken. */
        class SessionToken {

            /**
             * Constructs a new SessionToken.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.SessionToken.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionToken clusterId. */
            clusterId: Uint8Array;

            /** SessionToken revisions. */
            revisions: ringkv.v1.PartitionRevision.$Properties[];

            /**
             * Creates a new SessionToken instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SessionToken instance
             */
            static create(properties: ringkv.v1.SessionToken.$Shape): ringkv.v1.SessionToken & ringkv.v1.SessionToken.$Shape;
            static create(properties?: ringkv.v1.SessionToken.$Properties): ringkv.v1.SessionToken;

            /**
             * Encodes the specified SessionToken message. Does not implicitly {@link ringkv.v1.SessionToken.verify|verify} messages.
             * @param message SessionToken message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.SessionToken.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionToken message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.SessionToken & ringkv.v1.SessionToken.$Shape} SessionToken
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.SessionToken & ringkv.v1.SessionToken.$Shape;
        }

        namespace SessionToken {

            /** Properties of a SessionToken. */
            interface $Properties {

                /** SessionToken clusterId */
                clusterId?: (Uint8Array|null);

                /** SessionToken revisions */
                revisions?: (ringkv.v1.PartitionRevision.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SessionToken. */
            type $Shape = ringkv.v1.SessionToken.$Properties;
        }

        /**
         * Properties of a PartitionRevision.
         * @deprecated Use ringkv.v1.PartitionRevision.$Properties instead.
         */
        interface IPartitionRevision extends ringkv.v1.PartitionRevision.$Properties {
        }

        /** Represents a PartitionRevision. */
        class PartitionRevision {

            /**
             * Constructs a new PartitionRevision.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PartitionRevision.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartitionRevision partition. */
            partition: number;

            /** PartitionRevision revision. */
            revision: number;

            /**
             * Creates a new PartitionRevision instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PartitionRevision instance
             */
            static create(properties: ringkv.v1.PartitionRevision.$Shape): ringkv.v1.PartitionRevision & ringkv.v1.PartitionRevision.$Shape;
            static create(properties?: ringkv.v1.PartitionRevision.$Properties): ringkv.v1.PartitionRevision;

            /**
             * Encodes the specified PartitionRevision message. Does not implicitly {@link ringkv.v1.PartitionRevision.verify|verify} messages.
             * @param message PartitionRevision message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PartitionRevision.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartitionRevision message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PartitionRevision & ringkv.v1.PartitionRevision.$Shape} PartitionRevision
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PartitionRevision & ringkv.v1.PartitionRevision.$Shape;
        }

        namespace PartitionRevision {

            /** Properties of a PartitionRevision. */
            interface $Properties {

                /** PartitionRevision partition */
                partition?: (number|null);

                /** PartitionRevision revision */
                revision?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartitionRevision. */
            type $Shape = ringkv.v1.PartitionRevision.$Properties;
        }

        /**
         * Properties of an ErrorDetail.
         * @deprecated Use ringkv.v1.ErrorDetail.$Properties instead.
         */
        interface IErrorDetail extends ringkv.v1.ErrorDetail.$Properties {
        }

        /** Represents an ErrorDetail. */
        class ErrorDetail {

            /**
             * Constructs a new ErrorDetail.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ErrorDetail.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ErrorDetail code. */
            code: number;

            /** ErrorDetail reason. */
            reason: ringkv.v1.Reason;

            /** ErrorDetail outcome. */
            outcome: ringkv.v1.Outcome;

            /** ErrorDetail message. */
            message: string;

            /** ErrorDetail leader. */
            leader: number;

            /** ErrorDetail leaderAddress. */
            leaderAddress: string;

            /** ErrorDetail retryAfterMs. */
            retryAfterMs: number;

            /** ErrorDetail limit. */
            limit: number;

            /** ErrorDetail actual. */
            actual: number;

            /** ErrorDetail header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /**
             * Creates a new ErrorDetail instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ErrorDetail instance
             */
            static create(properties: ringkv.v1.ErrorDetail.$Shape): ringkv.v1.ErrorDetail & ringkv.v1.ErrorDetail.$Shape;
            static create(properties?: ringkv.v1.ErrorDetail.$Properties): ringkv.v1.ErrorDetail;

            /**
             * Encodes the specified ErrorDetail message. Does not implicitly {@link ringkv.v1.ErrorDetail.verify|verify} messages.
             * @param message ErrorDetail message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ErrorDetail.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ErrorDetail message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ErrorDetail & ringkv.v1.ErrorDetail.$Shape} ErrorDetail
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ErrorDetail & ringkv.v1.ErrorDetail.$Shape;
        }

        namespace ErrorDetail {

            /** Properties of an ErrorDetail. */
            interface $Properties {

                /** ErrorDetail code */
                code?: (number|null);

                /** ErrorDetail reason */
                reason?: (ringkv.v1.Reason|null);

                /** ErrorDetail outcome */
                outcome?: (ringkv.v1.Outcome|null);

                /** ErrorDetail message */
                message?: (string|null);

                /** ErrorDetail leader */
                leader?: (number|null);

                /** ErrorDetail leaderAddress */
                leaderAddress?: (string|null);

                /** ErrorDetail retryAfterMs */
                retryAfterMs?: (number|null);

                /** ErrorDetail limit */
                limit?: (number|null);

                /** ErrorDetail actual */
                actual?: (number|null);

                /** ErrorDetail header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ErrorDetail. */
            type $Shape = ringkv.v1.ErrorDetail.$Properties;
        }

        /**
         * Properties of a Record.
         * @deprecated Use ringkv.v1.Record.$Properties instead.
         */
        interface IRecord extends ringkv.v1.Record.$Properties {
        }

        /** Represents a Record. */
        class Record {

            /**
             * Constructs a new Record.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Record.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Record key. */
            key: Uint8Array;

            /** Record value. */
            value: Uint8Array;

            /** Record version. */
            version: number;

            /** Record createRevision. */
            createRevision: number;

            /** Record modRevision. */
            modRevision: number;

            /** Record expiresAt. */
            expiresAt: number;

            /**
             * Creates a new Record instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Record instance
             */
            static create(properties: ringkv.v1.Record.$Shape): ringkv.v1.Record & ringkv.v1.Record.$Shape;
            static create(properties?: ringkv.v1.Record.$Properties): ringkv.v1.Record;

            /**
             * Encodes the specified Record message. Does not implicitly {@link ringkv.v1.Record.verify|verify} messages.
             * @param message Record message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Record.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Record message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Record & ringkv.v1.Record.$Shape} Record
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Record & ringkv.v1.Record.$Shape;
        }

        namespace Record {

            /** Properties of a Record. */
            interface $Properties {

                /** Record key */
                key?: (Uint8Array|null);

                /** Record value */
                value?: (Uint8Array|null);

                /** Record version */
                version?: (number|null);

                /** Record createRevision */
                createRevision?: (number|null);

                /** Record modRevision */
                modRevision?: (number|null);

                /** Record expiresAt */
                expiresAt?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Record. */
            type $Shape = ringkv.v1.Record.$Properties;
        }

        /**
         * Properties of a GetRequest.
         * @deprecated Use ringkv.v1.GetRequest.$Properties instead.
         */
        interface IGetRequest extends ringkv.v1.GetRequest.$Properties {
        }

        /** Represents a GetRequest. */
        class GetRequest {

            /**
             * Constructs a new GetRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** GetRequest key. */
            key: Uint8Array;

            /**
             * Creates a new GetRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetRequest instance
             */
            static create(properties: ringkv.v1.GetRequest.$Shape): ringkv.v1.GetRequest & ringkv.v1.GetRequest.$Shape;
            static create(properties?: ringkv.v1.GetRequest.$Properties): ringkv.v1.GetRequest;

            /**
             * Encodes the specified GetRequest message. Does not implicitly {@link ringkv.v1.GetRequest.verify|verify} messages.
             * @param message GetRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetRequest & ringkv.v1.GetRequest.$Shape} GetRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetRequest & ringkv.v1.GetRequest.$Shape;
        }

        namespace GetRequest {

            /** Properties of a GetRequest. */
            interface $Properties {

                /** GetRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** GetRequest key */
                key?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetRequest. */
            type $Shape = ringkv.v1.GetRequest.$Properties;
        }

        /**
         * Properties of a GetResponse.
         * @deprecated Use ringkv.v1.GetResponse.$Properties instead.
         */
        interface IGetResponse extends ringkv.v1.GetResponse.$Properties {
        }

        /** Represents a GetResponse. */
        class GetResponse {

            /**
             * Constructs a new GetResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.GetResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** GetResponse record. */
            record?: (ringkv.v1.Record.$Properties|null);

            /**
             * Creates a new GetResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetResponse instance
             */
            static create(properties: ringkv.v1.GetResponse.$Shape): ringkv.v1.GetResponse & ringkv.v1.GetResponse.$Shape;
            static create(properties?: ringkv.v1.GetResponse.$Properties): ringkv.v1.GetResponse;

            /**
             * Encodes the specified GetResponse message. Does not implicitly {@link ringkv.v1.GetResponse.verify|verify} messages.
             * @param message GetResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.GetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.GetResponse & ringkv.v1.GetResponse.$Shape} GetResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.GetResponse & ringkv.v1.GetResponse.$Shape;
        }

        namespace GetResponse {

            /** Properties of a GetResponse. */
            interface $Properties {

                /** GetResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** GetResponse record */
                record?: (ringkv.v1.Record.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetResponse. */
            type $Shape = ringkv.v1.GetResponse.$Properties;
        }

        /**
         * Properties of a BatchGetRequest.
         * @deprecated Use ringkv.v1.BatchGetRequest.$Properties instead.
         */
        interface IBatchGetRequest extends ringkv.v1.BatchGetRequest.$Properties {
        }

        /** Represents a BatchGetRequest. */
        class BatchGetRequest {

            /**
             * Constructs a new BatchGetRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.BatchGetRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchGetRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** BatchGetRequest keys. */
            keys: Uint8Array[];

            /**
             * Creates a new BatchGetRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchGetRequest instance
             */
            static create(properties: ringkv.v1.BatchGetRequest.$Shape): ringkv.v1.BatchGetRequest & ringkv.v1.BatchGetRequest.$Shape;
            static create(properties?: ringkv.v1.BatchGetRequest.$Properties): ringkv.v1.BatchGetRequest;

            /**
             * Encodes the specified BatchGetRequest message. Does not implicitly {@link ringkv.v1.BatchGetRequest.verify|verify} messages.
             * @param message BatchGetRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.BatchGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchGetRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.BatchGetRequest & ringkv.v1.BatchGetRequest.$Shape} BatchGetRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.BatchGetRequest & ringkv.v1.BatchGetRequest.$Shape;
        }

        namespace BatchGetRequest {

            /** Properties of a BatchGetRequest. */
            interface $Properties {

                /** BatchGetRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** BatchGetRequest keys */
                keys?: (Uint8Array[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchGetRequest. */
            type $Shape = ringkv.v1.BatchGetRequest.$Properties;
        }

        /**
         * Properties of a BatchGetResponse.
         * @deprecated Use ringkv.v1.BatchGetResponse.$Properties instead.
         */
        interface IBatchGetResponse extends ringkv.v1.BatchGetResponse.$Properties {
        }

        /** Represents a BatchGetResponse. */
        class BatchGetResponse {

            /**
             * Constructs a new BatchGetResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.BatchGetResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchGetResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** BatchGetResponse entries. */
            entries: ringkv.v1.BatchGetEntry.$Properties[];

            /**
             * Creates a new BatchGetResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchGetResponse instance
             */
            static create(properties: ringkv.v1.BatchGetResponse.$Shape): ringkv.v1.BatchGetResponse & ringkv.v1.BatchGetResponse.$Shape;
            static create(properties?: ringkv.v1.BatchGetResponse.$Properties): ringkv.v1.BatchGetResponse;

            /**
             * Encodes the specified BatchGetResponse message. Does not implicitly {@link ringkv.v1.BatchGetResponse.verify|verify} messages.
             * @param message BatchGetResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.BatchGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchGetResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.BatchGetResponse & ringkv.v1.BatchGetResponse.$Shape} BatchGetResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.BatchGetResponse & ringkv.v1.BatchGetResponse.$Shape;
        }

        namespace BatchGetResponse {

            /** Properties of a BatchGetResponse. */
            interface $Properties {

                /** BatchGetResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** BatchGetResponse entries */
                entries?: (ringkv.v1.BatchGetEntry.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchGetResponse. */
            type $Shape = ringkv.v1.BatchGetResponse.$Properties;
        }

        /**
         * Properties of a BatchGetEntry.
         * @deprecated Use ringkv.v1.BatchGetEntry.$Properties instead.
         */
        interface IBatchGetEntry extends ringkv.v1.BatchGetEntry.$Properties {
        }

        /** Represents a BatchGetEntry. */
        class BatchGetEntry {

            /**
             * Constructs a new BatchGetEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.BatchGetEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BatchGetEntry record. */
            record?: (ringkv.v1.Record.$Properties|null);

            /** BatchGetEntry partition. */
            partition: number;

            /** BatchGetEntry revision. */
            revision: number;

            /**
             * Creates a new BatchGetEntry instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BatchGetEntry instance
             */
            static create(properties: ringkv.v1.BatchGetEntry.$Shape): ringkv.v1.BatchGetEntry & ringkv.v1.BatchGetEntry.$Shape;
            static create(properties?: ringkv.v1.BatchGetEntry.$Properties): ringkv.v1.BatchGetEntry;

            /**
             * Encodes the specified BatchGetEntry message. Does not implicitly {@link ringkv.v1.BatchGetEntry.verify|verify} messages.
             * @param message BatchGetEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.BatchGetEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BatchGetEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.BatchGetEntry & ringkv.v1.BatchGetEntry.$Shape} BatchGetEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.BatchGetEntry & ringkv.v1.BatchGetEntry.$Shape;
        }

        namespace BatchGetEntry {

            /** Properties of a BatchGetEntry. */
            interface $Properties {

                /** BatchGetEntry record */
                record?: (ringkv.v1.Record.$Properties|null);

                /** BatchGetEntry partition */
                partition?: (number|null);

                /** BatchGetEntry revision */
                revision?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BatchGetEntry. */
            type $Shape = ringkv.v1.BatchGetEntry.$Properties;
        }

        /**
         * Properties of an Expectation.
         * @deprecated Use ringkv.v1.Expectation.$Properties instead.
         */
        interface IExpectation extends ringkv.v1.Expectation.$Properties {
        }

        /** Represents an Expectation. */
        class Expectation {

            /**
             * Constructs a new Expectation.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Expectation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Expectation absent. */
            absent?: (boolean|null);

            /** Expectation revision. */
            revision?: (number|null);

            /** Expectation condition. */
            condition?: ("absent"|"revision");

            /**
             * Creates a new Expectation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Expectation instance
             */
            static create(properties: ringkv.v1.Expectation.$Shape): ringkv.v1.Expectation & ringkv.v1.Expectation.$Shape;
            static create(properties?: ringkv.v1.Expectation.$Properties): ringkv.v1.Expectation;

            /**
             * Encodes the specified Expectation message. Does not implicitly {@link ringkv.v1.Expectation.verify|verify} messages.
             * @param message Expectation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Expectation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Expectation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Expectation & ringkv.v1.Expectation.$Shape} Expectation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Expectation & ringkv.v1.Expectation.$Shape;
        }

        namespace Expectation {

            /** Properties of an Expectation. */
            interface $Properties {

                /** Expectation absent */
                absent?: (boolean|null);

                /** Expectation revision */
                revision?: (number|null);

                /** Expectation condition */
                condition?: ("absent"|"revision");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Expectation. */
            type $Shape = {
              absent?: boolean|null;
              revision?: number|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ condition?: undefined; absent?: null; revision?: null }|{ condition?: "absent"; absent: boolean; revision?: null }|{ condition?: "revision"; absent?: null; revision: number })
            );
        }

        /**
         * Properties of a CurrentRecord.
         * @deprecated Use ringkv.v1.CurrentRecord.$Properties instead.
         */
        interface ICurrentRecord extends ringkv.v1.CurrentRecord.$Properties {
        }

        /** Represents a CurrentRecord. */
        class CurrentRecord {

            /**
             * Constructs a new CurrentRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.CurrentRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CurrentRecord version. */
            version: number;

            /** CurrentRecord modRevision. */
            modRevision: number;

            /**
             * Creates a new CurrentRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CurrentRecord instance
             */
            static create(properties: ringkv.v1.CurrentRecord.$Shape): ringkv.v1.CurrentRecord & ringkv.v1.CurrentRecord.$Shape;
            static create(properties?: ringkv.v1.CurrentRecord.$Properties): ringkv.v1.CurrentRecord;

            /**
             * Encodes the specified CurrentRecord message. Does not implicitly {@link ringkv.v1.CurrentRecord.verify|verify} messages.
             * @param message CurrentRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.CurrentRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CurrentRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.CurrentRecord & ringkv.v1.CurrentRecord.$Shape} CurrentRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.CurrentRecord & ringkv.v1.CurrentRecord.$Shape;
        }

        namespace CurrentRecord {

            /** Properties of a CurrentRecord. */
            interface $Properties {

                /** CurrentRecord version */
                version?: (number|null);

                /** CurrentRecord modRevision */
                modRevision?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CurrentRecord. */
            type $Shape = ringkv.v1.CurrentRecord.$Properties;
        }

        /**
         * Properties of a PutRequest.
         * @deprecated Use ringkv.v1.PutRequest.$Properties instead.
         */
        interface IPutRequest extends ringkv.v1.PutRequest.$Properties {
        }

        /** Represents a PutRequest. */
        class PutRequest {

            /**
             * Constructs a new PutRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PutRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PutRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** PutRequest key. */
            key: Uint8Array;

            /** PutRequest value. */
            value: Uint8Array;

            /** PutRequest ttlMs. */
            ttlMs: number;

            /** PutRequest expect. */
            expect?: (ringkv.v1.Expectation.$Properties|null);

            /**
             * Creates a new PutRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PutRequest instance
             */
            static create(properties: ringkv.v1.PutRequest.$Shape): ringkv.v1.PutRequest & ringkv.v1.PutRequest.$Shape;
            static create(properties?: ringkv.v1.PutRequest.$Properties): ringkv.v1.PutRequest;

            /**
             * Encodes the specified PutRequest message. Does not implicitly {@link ringkv.v1.PutRequest.verify|verify} messages.
             * @param message PutRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PutRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PutRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PutRequest & ringkv.v1.PutRequest.$Shape} PutRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PutRequest & ringkv.v1.PutRequest.$Shape;
        }

        namespace PutRequest {

            /** Properties of a PutRequest. */
            interface $Properties {

                /** PutRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** PutRequest key */
                key?: (Uint8Array|null);

                /** PutRequest value */
                value?: (Uint8Array|null);

                /** PutRequest ttlMs */
                ttlMs?: (number|null);

                /** PutRequest expect */
                expect?: (ringkv.v1.Expectation.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PutRequest. */
            type $Shape = {
              header?: ringkv.v1.RequestHeader.$Shape|null;
              key?: Uint8Array|null;
              value?: Uint8Array|null;
              ttlMs?: number|null;
              expect?: ringkv.v1.Expectation.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a PutResponse.
         * @deprecated Use ringkv.v1.PutResponse.$Properties instead.
         */
        interface IPutResponse extends ringkv.v1.PutResponse.$Properties {
        }

        /** Represents a PutResponse. */
        class PutResponse {

            /**
             * Constructs a new PutResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PutResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PutResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** PutResponse succeeded. */
            succeeded: boolean;

            /** PutResponse version. */
            version: number;

            /** PutResponse expiresAt. */
            expiresAt: number;

            /** PutResponse current. */
            current?: (ringkv.v1.CurrentRecord.$Properties|null);

            /**
             * Creates a new PutResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PutResponse instance
             */
            static create(properties: ringkv.v1.PutResponse.$Shape): ringkv.v1.PutResponse & ringkv.v1.PutResponse.$Shape;
            static create(properties?: ringkv.v1.PutResponse.$Properties): ringkv.v1.PutResponse;

            /**
             * Encodes the specified PutResponse message. Does not implicitly {@link ringkv.v1.PutResponse.verify|verify} messages.
             * @param message PutResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PutResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PutResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PutResponse & ringkv.v1.PutResponse.$Shape} PutResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PutResponse & ringkv.v1.PutResponse.$Shape;
        }

        namespace PutResponse {

            /** Properties of a PutResponse. */
            interface $Properties {

                /** PutResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** PutResponse succeeded */
                succeeded?: (boolean|null);

                /** PutResponse version */
                version?: (number|null);

                /** PutResponse expiresAt */
                expiresAt?: (number|null);

                /** PutResponse current */
                current?: (ringkv.v1.CurrentRecord.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PutResponse. */
            type $Shape = ringkv.v1.PutResponse.$Properties;
        }

        /**
         * Properties of a DeleteRequest.
         * @deprecated Use ringkv.v1.DeleteRequest.$Properties instead.
         */
        interface IDeleteRequest extends ringkv.v1.DeleteRequest.$Properties {
        }

        /** Represents a DeleteRequest. */
        class DeleteRequest {

            /**
             * Constructs a new DeleteRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.DeleteRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** DeleteRequest key. */
            key: Uint8Array;

            /** DeleteRequest expect. */
            expect?: (ringkv.v1.Expectation.$Properties|null);

            /**
             * Creates a new DeleteRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRequest instance
             */
            static create(properties: ringkv.v1.DeleteRequest.$Shape): ringkv.v1.DeleteRequest & ringkv.v1.DeleteRequest.$Shape;
            static create(properties?: ringkv.v1.DeleteRequest.$Properties): ringkv.v1.DeleteRequest;

            /**
             * Encodes the specified DeleteRequest message. Does not implicitly {@link ringkv.v1.DeleteRequest.verify|verify} messages.
             * @param message DeleteRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.DeleteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.DeleteRequest & ringkv.v1.DeleteRequest.$Shape} DeleteRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.DeleteRequest & ringkv.v1.DeleteRequest.$Shape;
        }

        namespace DeleteRequest {

            /** Properties of a DeleteRequest. */
            interface $Properties {

                /** DeleteRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** DeleteRequest key */
                key?: (Uint8Array|null);

                /** DeleteRequest expect */
                expect?: (ringkv.v1.Expectation.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteRequest. */
            type $Shape = {
              header?: ringkv.v1.RequestHeader.$Shape|null;
              key?: Uint8Array|null;
              expect?: ringkv.v1.Expectation.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a DeleteResponse.
         * @deprecated Use ringkv.v1.DeleteResponse.$Properties instead.
         */
        interface IDeleteResponse extends ringkv.v1.DeleteResponse.$Properties {
        }

        /** Represents a DeleteResponse. */
        class DeleteResponse {

            /**
             * Constructs a new DeleteResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.DeleteResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** DeleteResponse succeeded. */
            succeeded: boolean;

            /** DeleteResponse deleted. */
            deleted: boolean;

            /** DeleteResponse current. */
            current?: (ringkv.v1.CurrentRecord.$Properties|null);

            /**
             * Creates a new DeleteResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteResponse instance
             */
            static create(properties: ringkv.v1.DeleteResponse.$Shape): ringkv.v1.DeleteResponse & ringkv.v1.DeleteResponse.$Shape;
            static create(properties?: ringkv.v1.DeleteResponse.$Properties): ringkv.v1.DeleteResponse;

            /**
             * Encodes the specified DeleteResponse message. Does not implicitly {@link ringkv.v1.DeleteResponse.verify|verify} messages.
             * @param message DeleteResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.DeleteResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.DeleteResponse & ringkv.v1.DeleteResponse.$Shape} DeleteResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.DeleteResponse & ringkv.v1.DeleteResponse.$Shape;
        }

        namespace DeleteResponse {

            /** Properties of a DeleteResponse. */
            interface $Properties {

                /** DeleteResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** DeleteResponse succeeded */
                succeeded?: (boolean|null);

                /** DeleteResponse deleted */
                deleted?: (boolean|null);

                /** DeleteResponse current */
                current?: (ringkv.v1.CurrentRecord.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteResponse. */
            type $Shape = ringkv.v1.DeleteResponse.$Properties;
        }

        /**
         * Properties of a DeleteRangeRequest.
         * @deprecated Use ringkv.v1.DeleteRangeRequest.$Properties instead.
         */
        interface IDeleteRangeRequest extends ringkv.v1.DeleteRangeRequest.$Properties {
        }

        /** Represents a DeleteRangeRequest. */
        class DeleteRangeRequest {

            /**
             * Constructs a new DeleteRangeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.DeleteRangeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteRangeRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** DeleteRangeRequest partition. */
            partition?: (number|null);

            /** DeleteRangeRequest prefix. */
            prefix: Uint8Array;

            /** DeleteRangeRequest limit. */
            limit: number;

            /**
             * Creates a new DeleteRangeRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRangeRequest instance
             */
            static create(properties: ringkv.v1.DeleteRangeRequest.$Shape): ringkv.v1.DeleteRangeRequest & ringkv.v1.DeleteRangeRequest.$Shape;
            static create(properties?: ringkv.v1.DeleteRangeRequest.$Properties): ringkv.v1.DeleteRangeRequest;

            /**
             * Encodes the specified DeleteRangeRequest message. Does not implicitly {@link ringkv.v1.DeleteRangeRequest.verify|verify} messages.
             * @param message DeleteRangeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.DeleteRangeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRangeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.DeleteRangeRequest & ringkv.v1.DeleteRangeRequest.$Shape} DeleteRangeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.DeleteRangeRequest & ringkv.v1.DeleteRangeRequest.$Shape;
        }

        namespace DeleteRangeRequest {

            /** Properties of a DeleteRangeRequest. */
            interface $Properties {

                /** DeleteRangeRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** DeleteRangeRequest partition */
                partition?: (number|null);

                /** DeleteRangeRequest prefix */
                prefix?: (Uint8Array|null);

                /** DeleteRangeRequest limit */
                limit?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteRangeRequest. */
            type $Shape = ringkv.v1.DeleteRangeRequest.$Properties;
        }

        /**
         * Properties of a DeleteRangeResponse.
         * @deprecated Use ringkv.v1.DeleteRangeResponse.$Properties instead.
         */
        interface IDeleteRangeResponse extends ringkv.v1.DeleteRangeResponse.$Properties {
        }

        /** Represents a DeleteRangeResponse. */
        class DeleteRangeResponse {

            /**
             * Constructs a new DeleteRangeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.DeleteRangeResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteRangeResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** DeleteRangeResponse deleted. */
            deleted: number;

            /** DeleteRangeResponse more. */
            more: boolean;

            /**
             * Creates a new DeleteRangeResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRangeResponse instance
             */
            static create(properties: ringkv.v1.DeleteRangeResponse.$Shape): ringkv.v1.DeleteRangeResponse & ringkv.v1.DeleteRangeResponse.$Shape;
            static create(properties?: ringkv.v1.DeleteRangeResponse.$Properties): ringkv.v1.DeleteRangeResponse;

            /**
             * Encodes the specified DeleteRangeResponse message. Does not implicitly {@link ringkv.v1.DeleteRangeResponse.verify|verify} messages.
             * @param message DeleteRangeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.DeleteRangeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRangeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.DeleteRangeResponse & ringkv.v1.DeleteRangeResponse.$Shape} DeleteRangeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.DeleteRangeResponse & ringkv.v1.DeleteRangeResponse.$Shape;
        }

        namespace DeleteRangeResponse {

            /** Properties of a DeleteRangeResponse. */
            interface $Properties {

                /** DeleteRangeResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** DeleteRangeResponse deleted */
                deleted?: (number|null);

                /** DeleteRangeResponse more */
                more?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteRangeResponse. */
            type $Shape = ringkv.v1.DeleteRangeResponse.$Properties;
        }

        /**
         * Properties of an IncrementRequest.
         * @deprecated Use ringkv.v1.IncrementRequest.$Properties instead.
         */
        interface IIncrementRequest extends ringkv.v1.IncrementRequest.$Properties {
        }

        /** Represents an IncrementRequest. */
        class IncrementRequest {

            /**
             * Constructs a new IncrementRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.IncrementRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** IncrementRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** IncrementRequest key. */
            key: Uint8Array;

            /** IncrementRequest delta. */
            delta: number;

            /** IncrementRequest min. */
            min?: (number|null);

            /** IncrementRequest max. */
            max?: (number|null);

            /** IncrementRequest ttlMs. */
            ttlMs: number;

            /**
             * Creates a new IncrementRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns IncrementRequest instance
             */
            static create(properties: ringkv.v1.IncrementRequest.$Shape): ringkv.v1.IncrementRequest & ringkv.v1.IncrementRequest.$Shape;
            static create(properties?: ringkv.v1.IncrementRequest.$Properties): ringkv.v1.IncrementRequest;

            /**
             * Encodes the specified IncrementRequest message. Does not implicitly {@link ringkv.v1.IncrementRequest.verify|verify} messages.
             * @param message IncrementRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.IncrementRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an IncrementRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.IncrementRequest & ringkv.v1.IncrementRequest.$Shape} IncrementRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.IncrementRequest & ringkv.v1.IncrementRequest.$Shape;
        }

        namespace IncrementRequest {

            /** Properties of an IncrementRequest. */
            interface $Properties {

                /** IncrementRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** IncrementRequest key */
                key?: (Uint8Array|null);

                /** IncrementRequest delta */
                delta?: (number|null);

                /** IncrementRequest min */
                min?: (number|null);

                /** IncrementRequest max */
                max?: (number|null);

                /** IncrementRequest ttlMs */
                ttlMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an IncrementRequest. */
            type $Shape = ringkv.v1.IncrementRequest.$Properties;
        }

        /**
         * Properties of an IncrementResponse.
         * @deprecated Use ringkv.v1.IncrementResponse.$Properties instead.
         */
        interface IIncrementResponse extends ringkv.v1.IncrementResponse.$Properties {
        }

        /** Represents an IncrementResponse. */
        class IncrementResponse {

            /**
             * Constructs a new IncrementResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.IncrementResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** IncrementResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** IncrementResponse succeeded. */
            succeeded: boolean;

            /** IncrementResponse value. */
            value: number;

            /** IncrementResponse version. */
            version: number;

            /** IncrementResponse expiresAt. */
            expiresAt: number;

            /**
             * Creates a new IncrementResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns IncrementResponse instance
             */
            static create(properties: ringkv.v1.IncrementResponse.$Shape): ringkv.v1.IncrementResponse & ringkv.v1.IncrementResponse.$Shape;
            static create(properties?: ringkv.v1.IncrementResponse.$Properties): ringkv.v1.IncrementResponse;

            /**
             * Encodes the specified IncrementResponse message. Does not implicitly {@link ringkv.v1.IncrementResponse.verify|verify} messages.
             * @param message IncrementResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.IncrementResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an IncrementResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.IncrementResponse & ringkv.v1.IncrementResponse.$Shape} IncrementResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.IncrementResponse & ringkv.v1.IncrementResponse.$Shape;
        }

        namespace IncrementResponse {

            /** Properties of an IncrementResponse. */
            interface $Properties {

                /** IncrementResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** IncrementResponse succeeded */
                succeeded?: (boolean|null);

                /** IncrementResponse value */
                value?: (number|null);

                /** IncrementResponse version */
                version?: (number|null);

                /** IncrementResponse expiresAt */
                expiresAt?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an IncrementResponse. */
            type $Shape = ringkv.v1.IncrementResponse.$Properties;
        }

        /**
         * Properties of a TouchRequest.
         * @deprecated Use ringkv.v1.TouchRequest.$Properties instead.
         */
        interface ITouchRequest extends ringkv.v1.TouchRequest.$Properties {
        }

        /** Represents a TouchRequest. */
        class TouchRequest {

            /**
             * Constructs a new TouchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.TouchRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TouchRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** TouchRequest key. */
            key: Uint8Array;

            /** TouchRequest ttlMs. */
            ttlMs: number;

            /**
             * Creates a new TouchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TouchRequest instance
             */
            static create(properties: ringkv.v1.TouchRequest.$Shape): ringkv.v1.TouchRequest & ringkv.v1.TouchRequest.$Shape;
            static create(properties?: ringkv.v1.TouchRequest.$Properties): ringkv.v1.TouchRequest;

            /**
             * Encodes the specified TouchRequest message. Does not implicitly {@link ringkv.v1.TouchRequest.verify|verify} messages.
             * @param message TouchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.TouchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TouchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.TouchRequest & ringkv.v1.TouchRequest.$Shape} TouchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.TouchRequest & ringkv.v1.TouchRequest.$Shape;
        }

        namespace TouchRequest {

            /** Properties of a TouchRequest. */
            interface $Properties {

                /** TouchRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** TouchRequest key */
                key?: (Uint8Array|null);

                /** TouchRequest ttlMs */
                ttlMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TouchRequest. */
            type $Shape = ringkv.v1.TouchRequest.$Properties;
        }

        /**
         * Properties of a TouchResponse.
         * @deprecated Use ringkv.v1.TouchResponse.$Properties instead.
         */
        interface ITouchResponse extends ringkv.v1.TouchResponse.$Properties {
        }

        /** Represents a TouchResponse. */
        class TouchResponse {

            /**
             * Constructs a new TouchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.TouchResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TouchResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** TouchResponse found. */
            found: boolean;

            /** TouchResponse expiresAt. */
            expiresAt: number;

            /** TouchResponse version. */
            version: number;

            /**
             * Creates a new TouchResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TouchResponse instance
             */
            static create(properties: ringkv.v1.TouchResponse.$Shape): ringkv.v1.TouchResponse & ringkv.v1.TouchResponse.$Shape;
            static create(properties?: ringkv.v1.TouchResponse.$Properties): ringkv.v1.TouchResponse;

            /**
             * Encodes the specified TouchResponse message. Does not implicitly {@link ringkv.v1.TouchResponse.verify|verify} messages.
             * @param message TouchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.TouchResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TouchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.TouchResponse & ringkv.v1.TouchResponse.$Shape} TouchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.TouchResponse & ringkv.v1.TouchResponse.$Shape;
        }

        namespace TouchResponse {

            /** Properties of a TouchResponse. */
            interface $Properties {

                /** TouchResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** TouchResponse found */
                found?: (boolean|null);

                /** TouchResponse expiresAt */
                expiresAt?: (number|null);

                /** TouchResponse version */
                version?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TouchResponse. */
            type $Shape = ringkv.v1.TouchResponse.$Properties;
        }

        /**
         * Properties of an AppendRequest.
         * @deprecated Use ringkv.v1.AppendRequest.$Properties instead.
         */
        interface IAppendRequest extends ringkv.v1.AppendRequest.$Properties {
        }

        /** Represents an AppendRequest. */
        class AppendRequest {

            /**
             * Constructs a new AppendRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.AppendRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AppendRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** AppendRequest prefix. */
            prefix: Uint8Array;

            /** AppendRequest value. */
            value: Uint8Array;

            /** AppendRequest ttlMs. */
            ttlMs: number;

            /**
             * Creates a new AppendRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AppendRequest instance
             */
            static create(properties: ringkv.v1.AppendRequest.$Shape): ringkv.v1.AppendRequest & ringkv.v1.AppendRequest.$Shape;
            static create(properties?: ringkv.v1.AppendRequest.$Properties): ringkv.v1.AppendRequest;

            /**
             * Encodes the specified AppendRequest message. Does not implicitly {@link ringkv.v1.AppendRequest.verify|verify} messages.
             * @param message AppendRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.AppendRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AppendRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.AppendRequest & ringkv.v1.AppendRequest.$Shape} AppendRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.AppendRequest & ringkv.v1.AppendRequest.$Shape;
        }

        namespace AppendRequest {

            /** Properties of an AppendRequest. */
            interface $Properties {

                /** AppendRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** AppendRequest prefix */
                prefix?: (Uint8Array|null);

                /** AppendRequest value */
                value?: (Uint8Array|null);

                /** AppendRequest ttlMs */
                ttlMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AppendRequest. */
            type $Shape = ringkv.v1.AppendRequest.$Properties;
        }

        /**
         * Properties of an AppendResponse.
         * @deprecated Use ringkv.v1.AppendResponse.$Properties instead.
         */
        interface IAppendResponse extends ringkv.v1.AppendResponse.$Properties {
        }

        /** Represents an AppendResponse. */
        class AppendResponse {

            /**
             * Constructs a new AppendResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.AppendResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AppendResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** AppendResponse succeeded. */
            succeeded: boolean;

            /** AppendResponse key. */
            key: Uint8Array;

            /** AppendResponse expiresAt. */
            expiresAt: number;

            /** AppendResponse current. */
            current?: (ringkv.v1.CurrentRecord.$Properties|null);

            /**
             * Creates a new AppendResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AppendResponse instance
             */
            static create(properties: ringkv.v1.AppendResponse.$Shape): ringkv.v1.AppendResponse & ringkv.v1.AppendResponse.$Shape;
            static create(properties?: ringkv.v1.AppendResponse.$Properties): ringkv.v1.AppendResponse;

            /**
             * Encodes the specified AppendResponse message. Does not implicitly {@link ringkv.v1.AppendResponse.verify|verify} messages.
             * @param message AppendResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.AppendResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AppendResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.AppendResponse & ringkv.v1.AppendResponse.$Shape} AppendResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.AppendResponse & ringkv.v1.AppendResponse.$Shape;
        }

        namespace AppendResponse {

            /** Properties of an AppendResponse. */
            interface $Properties {

                /** AppendResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** AppendResponse succeeded */
                succeeded?: (boolean|null);

                /** AppendResponse key */
                key?: (Uint8Array|null);

                /** AppendResponse expiresAt */
                expiresAt?: (number|null);

                /** AppendResponse current */
                current?: (ringkv.v1.CurrentRecord.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AppendResponse. */
            type $Shape = ringkv.v1.AppendResponse.$Properties;
        }

        /** Relation enum. */
        enum Relation {

            /** RELATION_UNSPECIFIED value */
            RELATION_UNSPECIFIED = 0,

            /** EQUAL value */
            EQUAL = 1,

            /** NOT_EQUAL value */
            NOT_EQUAL = 2,

            /** LESS value */
            LESS = 3,

            /** LESS_OR_EQUAL value */
            LESS_OR_EQUAL = 4,

            /** GREATER value */
            GREATER = 5,

            /** GREATER_OR_EQUAL value */
            GREATER_OR_EQUAL = 6
        }

        /**
         * Properties of a Compare.
         * @deprecated Use ringkv.v1.Compare.$Properties instead.
         */
        interface ICompare extends ringkv.v1.Compare.$Properties {
        }

        /** Represents a Compare. */
        class Compare {

            /**
             * Constructs a new Compare.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Compare.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Compare relation. */
            relation: ringkv.v1.Relation;

            /** Compare key. */
            key: Uint8Array;

            /** Compare prefix. */
            prefix: Uint8Array;

            /** Compare value. */
            value?: (Uint8Array|null);

            /** Compare version. */
            version?: (number|null);

            /** Compare modRevision. */
            modRevision?: (number|null);

            /** Compare exists. */
            exists?: (boolean|null);

            /** Compare partitionTimeMs. */
            partitionTimeMs?: (number|null);

            /** Compare count. */
            count?: (number|null);

            /** Compare target. */
            target?: ("value"|"version"|"modRevision"|"exists"|"partitionTimeMs"|"count");

            /**
             * Creates a new Compare instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Compare instance
             */
            static create(properties: ringkv.v1.Compare.$Shape): ringkv.v1.Compare & ringkv.v1.Compare.$Shape;
            static create(properties?: ringkv.v1.Compare.$Properties): ringkv.v1.Compare;

            /**
             * Encodes the specified Compare message. Does not implicitly {@link ringkv.v1.Compare.verify|verify} messages.
             * @param message Compare message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Compare.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Compare message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Compare & ringkv.v1.Compare.$Shape} Compare
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Compare & ringkv.v1.Compare.$Shape;
        }

        namespace Compare {

            /** Properties of a Compare. */
            interface $Properties {

                /** Compare relation */
                relation?: (ringkv.v1.Relation|null);

                /** Compare key */
                key?: (Uint8Array|null);

                /** Compare prefix */
                prefix?: (Uint8Array|null);

                /** Compare value */
                value?: (Uint8Array|null);

                /** Compare version */
                version?: (number|null);

                /** Compare modRevision */
                modRevision?: (number|null);

                /** Compare exists */
                exists?: (boolean|null);

                /** Compare partitionTimeMs */
                partitionTimeMs?: (number|null);

                /** Compare count */
                count?: (number|null);

                /** Compare target */
                target?: ("value"|"version"|"modRevision"|"exists"|"partitionTimeMs"|"count");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Compare. */
            type $Shape = {
              relation?: ringkv.v1.Relation|null;
              key?: Uint8Array|null;
              prefix?: Uint8Array|null;
              value?: Uint8Array|null;
              version?: number|null;
              modRevision?: number|null;
              exists?: boolean|null;
              partitionTimeMs?: number|null;
              count?: number|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ target?: undefined; value?: null; version?: null; modRevision?: null; exists?: null; partitionTimeMs?: null; count?: null }|{ target?: "value"; value: Uint8Array; version?: null; modRevision?: null; exists?: null; partitionTimeMs?: null; count?: null }|{ target?: "version"; value?: null; version: number; modRevision?: null; exists?: null; partitionTimeMs?: null; count?: null }|{ target?: "modRevision"; value?: null; version?: null; modRevision: number; exists?: null; partitionTimeMs?: null; count?: null }|{ target?: "exists"; value?: null; version?: null; modRevision?: null; exists: boolean; partitionTimeMs?: null; count?: null }|{ target?: "partitionTimeMs"; value?: null; version?: null; modRevision?: null; exists?: null; partitionTimeMs: number; count?: null }|{ target?: "count"; value?: null; version?: null; modRevision?: null; exists?: null; partitionTimeMs?: null; count: number })
            );
        }

        /**
         * Properties of a TxnOperation.
         * @deprecated Use ringkv.v1.TxnOperation.$Properties instead.
         */
        interface ITxnOperation extends ringkv.v1.TxnOperation.$Properties {
        }

        /** Represents a TxnOperation. */
        class TxnOperation {

            /**
             * Constructs a new TxnOperation.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.TxnOperation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TxnOperation get. */
            get?: (ringkv.v1.GetRequest.$Properties|null);

            /** TxnOperation put. */
            put?: (ringkv.v1.PutRequest.$Properties|null);

            /** TxnOperation delete. */
            delete?: (ringkv.v1.DeleteRequest.$Properties|null);

            /** TxnOperation increment. */
            increment?: (ringkv.v1.IncrementRequest.$Properties|null);

            /** TxnOperation touch. */
            touch?: (ringkv.v1.TouchRequest.$Properties|null);

            /** TxnOperation deleteRange. */
            deleteRange?: (ringkv.v1.DeleteRangeRequest.$Properties|null);

            /** TxnOperation request. */
            request?: ("get"|"put"|"delete"|"increment"|"touch"|"deleteRange");

            /**
             * Creates a new TxnOperation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnOperation instance
             */
            static create(properties: ringkv.v1.TxnOperation.$Shape): ringkv.v1.TxnOperation & ringkv.v1.TxnOperation.$Shape;
            static create(properties?: ringkv.v1.TxnOperation.$Properties): ringkv.v1.TxnOperation;

            /**
             * Encodes the specified TxnOperation message. Does not implicitly {@link ringkv.v1.TxnOperation.verify|verify} messages.
             * @param message TxnOperation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.TxnOperation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnOperation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnOperation & ringkv.v1.TxnOperation.$Shape} TxnOperation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.TxnOperation & ringkv.v1.TxnOperation.$Shape;
        }

        namespace TxnOperation {

            /** Properties of a TxnOperation. */
            interface $Properties {

                /** TxnOperation get */
                get?: (ringkv.v1.GetRequest.$Properties|null);

                /** TxnOperation put */
                put?: (ringkv.v1.PutRequest.$Properties|null);

                /** TxnOperation delete */
                "delete"?: (ringkv.v1.DeleteRequest.$Properties|null);

                /** TxnOperation increment */
                increment?: (ringkv.v1.IncrementRequest.$Properties|null);

                /** TxnOperation touch */
                touch?: (ringkv.v1.TouchRequest.$Properties|null);

                /** TxnOperation deleteRange */
                deleteRange?: (ringkv.v1.DeleteRangeRequest.$Properties|null);

                /** TxnOperation request */
                request?: ("get"|"put"|"delete"|"increment"|"touch"|"deleteRange");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a TxnOperation. */
            type $Shape = {
              get?: ringkv.v1.GetRequest.$Shape|null;
              put?: ringkv.v1.PutRequest.$Shape|null;
              "delete"?: ringkv.v1.DeleteRequest.$Shape|null;
              increment?: ringkv.v1.IncrementRequest.$Shape|null;
              touch?: ringkv.v1.TouchRequest.$Shape|null;
              deleteRange?: ringkv.v1.DeleteRangeRequest.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ request?: undefined; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; deleteRange?: null }|{ request?: "get"; get: ringkv.v1.GetRequest.$Shape; put?: null; "delete"?: null; increment?: null; touch?: null; deleteRange?: null }|{ request?: "put"; get?: null; put: ringkv.v1.PutRequest.$Shape; "delete"?: null; increment?: null; touch?: null; deleteRange?: null }|{ request?: "delete"; get?: null; put?: null; "delete": ringkv.v1.DeleteRequest.$Shape; increment?: null; touch?: null; deleteRange?: null }|{ request?: "increment"; get?: null; put?: null; "delete"?: null; increment: ringkv.v1.IncrementRequest.$Shape; touch?: null; deleteRange?: null }|{ request?: "touch"; get?: null; put?: null; "delete"?: null; increment?: null; touch: ringkv.v1.TouchRequest.$Shape; deleteRange?: null }|{ request?: "deleteRange"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; deleteRange: ringkv.v1.DeleteRangeRequest.$Shape })
            );
        }

        /**
         * Properties of a TxnRequest.
         * @deprecated Use ringkv.v1.TxnRequest.$Properties instead.
         */
        interface ITxnRequest extends ringkv.v1.TxnRequest.$Properties {
        }

        /** Represents a TxnRequest. */
        class TxnRequest {

            /**
             * Constructs a new TxnRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.TxnRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TxnRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** TxnRequest compare. */
            compare: ringkv.v1.Compare.$Properties[];

            /** TxnRequest success. */
            success: ringkv.v1.TxnOperation.$Properties[];

            /** TxnRequest failure. */
            failure: ringkv.v1.TxnOperation.$Properties[];

            /**
             * Creates a new TxnRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnRequest instance
             */
            static create(properties: ringkv.v1.TxnRequest.$Shape): ringkv.v1.TxnRequest & ringkv.v1.TxnRequest.$Shape;
            static create(properties?: ringkv.v1.TxnRequest.$Properties): ringkv.v1.TxnRequest;

            /**
             * Encodes the specified TxnRequest message. Does not implicitly {@link ringkv.v1.TxnRequest.verify|verify} messages.
             * @param message TxnRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.TxnRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnRequest & ringkv.v1.TxnRequest.$Shape} TxnRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.TxnRequest & ringkv.v1.TxnRequest.$Shape;
        }

        namespace TxnRequest {

            /** Properties of a TxnRequest. */
            interface $Properties {

                /** TxnRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** TxnRequest compare */
                compare?: (ringkv.v1.Compare.$Properties[]|null);

                /** TxnRequest success */
                success?: (ringkv.v1.TxnOperation.$Properties[]|null);

                /** TxnRequest failure */
                failure?: (ringkv.v1.TxnOperation.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TxnRequest. */
            type $Shape = {
              header?: ringkv.v1.RequestHeader.$Shape|null;
              compare?: ringkv.v1.Compare.$Shape[]|null;
              success?: ringkv.v1.TxnOperation.$Shape[]|null;
              failure?: ringkv.v1.TxnOperation.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a TxnResponse.
         * @deprecated Use ringkv.v1.TxnResponse.$Properties instead.
         */
        interface ITxnResponse extends ringkv.v1.TxnResponse.$Properties {
        }

        /** Represents a TxnResponse. */
        class TxnResponse {

            /**
             * Constructs a new TxnResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.TxnResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TxnResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** TxnResponse succeeded. */
            succeeded: boolean;

            /** TxnResponse results. */
            results: ringkv.v1.TxnResult.$Properties[];

            /** TxnResponse refused. */
            refused?: (ringkv.v1.TxnRefusal.$Properties|null);

            /**
             * Creates a new TxnResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnResponse instance
             */
            static create(properties: ringkv.v1.TxnResponse.$Shape): ringkv.v1.TxnResponse & ringkv.v1.TxnResponse.$Shape;
            static create(properties?: ringkv.v1.TxnResponse.$Properties): ringkv.v1.TxnResponse;

            /**
             * Encodes the specified TxnResponse message. Does not implicitly {@link ringkv.v1.TxnResponse.verify|verify} messages.
             * @param message TxnResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.TxnResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnResponse & ringkv.v1.TxnResponse.$Shape} TxnResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.TxnResponse & ringkv.v1.TxnResponse.$Shape;
        }

        namespace TxnResponse {

            /** Properties of a TxnResponse. */
            interface $Properties {

                /** TxnResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** TxnResponse succeeded */
                succeeded?: (boolean|null);

                /** TxnResponse results */
                results?: (ringkv.v1.TxnResult.$Properties[]|null);

                /** TxnResponse refused */
                refused?: (ringkv.v1.TxnRefusal.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TxnResponse. */
            type $Shape = {
              header?: ringkv.v1.ResponseHeader.$Shape|null;
              succeeded?: boolean|null;
              results?: ringkv.v1.TxnResult.$Shape[]|null;
              refused?: ringkv.v1.TxnRefusal.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a TxnResult.
         * @deprecated Use ringkv.v1.TxnResult.$Properties instead.
         */
        interface ITxnResult extends ringkv.v1.TxnResult.$Properties {
        }

        /** Represents a TxnResult. */
        class TxnResult {

            /**
             * Constructs a new TxnResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.TxnResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TxnResult get. */
            get?: (ringkv.v1.GetResponse.$Properties|null);

            /** TxnResult put. */
            put?: (ringkv.v1.PutResponse.$Properties|null);

            /** TxnResult delete. */
            delete?: (ringkv.v1.DeleteResponse.$Properties|null);

            /** TxnResult increment. */
            increment?: (ringkv.v1.IncrementResponse.$Properties|null);

            /** TxnResult touch. */
            touch?: (ringkv.v1.TouchResponse.$Properties|null);

            /** TxnResult deleteRange. */
            deleteRange?: (ringkv.v1.DeleteRangeResponse.$Properties|null);

            /** TxnResult response. */
            response?: ("get"|"put"|"delete"|"increment"|"touch"|"deleteRange");

            /**
             * Creates a new TxnResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnResult instance
             */
            static create(properties: ringkv.v1.TxnResult.$Shape): ringkv.v1.TxnResult & ringkv.v1.TxnResult.$Shape;
            static create(properties?: ringkv.v1.TxnResult.$Properties): ringkv.v1.TxnResult;

            /**
             * Encodes the specified TxnResult message. Does not implicitly {@link ringkv.v1.TxnResult.verify|verify} messages.
             * @param message TxnResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.TxnResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnResult & ringkv.v1.TxnResult.$Shape} TxnResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.TxnResult & ringkv.v1.TxnResult.$Shape;
        }

        namespace TxnResult {

            /** Properties of a TxnResult. */
            interface $Properties {

                /** TxnResult get */
                get?: (ringkv.v1.GetResponse.$Properties|null);

                /** TxnResult put */
                put?: (ringkv.v1.PutResponse.$Properties|null);

                /** TxnResult delete */
                "delete"?: (ringkv.v1.DeleteResponse.$Properties|null);

                /** TxnResult increment */
                increment?: (ringkv.v1.IncrementResponse.$Properties|null);

                /** TxnResult touch */
                touch?: (ringkv.v1.TouchResponse.$Properties|null);

                /** TxnResult deleteRange */
                deleteRange?: (ringkv.v1.DeleteRangeResponse.$Properties|null);

                /** TxnResult response */
                response?: ("get"|"put"|"delete"|"increment"|"touch"|"deleteRange");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a TxnResult. */
            type $Shape = {
              get?: ringkv.v1.GetResponse.$Shape|null;
              put?: ringkv.v1.PutResponse.$Shape|null;
              "delete"?: ringkv.v1.DeleteResponse.$Shape|null;
              increment?: ringkv.v1.IncrementResponse.$Shape|null;
              touch?: ringkv.v1.TouchResponse.$Shape|null;
              deleteRange?: ringkv.v1.DeleteRangeResponse.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ response?: undefined; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; deleteRange?: null }|{ response?: "get"; get: ringkv.v1.GetResponse.$Shape; put?: null; "delete"?: null; increment?: null; touch?: null; deleteRange?: null }|{ response?: "put"; get?: null; put: ringkv.v1.PutResponse.$Shape; "delete"?: null; increment?: null; touch?: null; deleteRange?: null }|{ response?: "delete"; get?: null; put?: null; "delete": ringkv.v1.DeleteResponse.$Shape; increment?: null; touch?: null; deleteRange?: null }|{ response?: "increment"; get?: null; put?: null; "delete"?: null; increment: ringkv.v1.IncrementResponse.$Shape; touch?: null; deleteRange?: null }|{ response?: "touch"; get?: null; put?: null; "delete"?: null; increment?: null; touch: ringkv.v1.TouchResponse.$Shape; deleteRange?: null }|{ response?: "deleteRange"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; deleteRange: ringkv.v1.DeleteRangeResponse.$Shape })
            );
        }

        /**
         * Properties of a TxnRefusal.
         * @deprecated Use ringkv.v1.TxnRefusal.$Properties instead.
         */
        interface ITxnRefusal extends ringkv.v1.TxnRefusal.$Properties {
        }

        /** Represents a TxnRefusal. */
        class TxnRefusal {

            /**
             * Constructs a new TxnRefusal.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.TxnRefusal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TxnRefusal index. */
            index: number;

            /** TxnRefusal value. */
            value: number;

            /**
             * Creates a new TxnRefusal instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TxnRefusal instance
             */
            static create(properties: ringkv.v1.TxnRefusal.$Shape): ringkv.v1.TxnRefusal & ringkv.v1.TxnRefusal.$Shape;
            static create(properties?: ringkv.v1.TxnRefusal.$Properties): ringkv.v1.TxnRefusal;

            /**
             * Encodes the specified TxnRefusal message. Does not implicitly {@link ringkv.v1.TxnRefusal.verify|verify} messages.
             * @param message TxnRefusal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.TxnRefusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TxnRefusal message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.TxnRefusal & ringkv.v1.TxnRefusal.$Shape} TxnRefusal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.TxnRefusal & ringkv.v1.TxnRefusal.$Shape;
        }

        namespace TxnRefusal {

            /** Properties of a TxnRefusal. */
            interface $Properties {

                /** TxnRefusal index */
                index?: (number|null);

                /** TxnRefusal value */
                value?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TxnRefusal. */
            type $Shape = ringkv.v1.TxnRefusal.$Properties;
        }

        /**
         * Properties of a ScanRequest.
         * @deprecated Use ringkv.v1.ScanRequest.$Properties instead.
         */
        interface IScanRequest extends ringkv.v1.ScanRequest.$Properties {
        }

        /** Represents a ScanRequest. */
        class ScanRequest {

            /**
             * Constructs a new ScanRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ScanRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScanRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** ScanRequest prefix. */
            prefix: Uint8Array;

            /** ScanRequest limit. */
            limit: number;

            /** ScanRequest pageToken. */
            pageToken: Uint8Array;

            /** ScanRequest keysOnly. */
            keysOnly: boolean;

            /** ScanRequest reverse. */
            reverse: boolean;

            /** ScanRequest countOnly. */
            countOnly: boolean;

            /**
             * Creates a new ScanRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ScanRequest instance
             */
            static create(properties: ringkv.v1.ScanRequest.$Shape): ringkv.v1.ScanRequest & ringkv.v1.ScanRequest.$Shape;
            static create(properties?: ringkv.v1.ScanRequest.$Properties): ringkv.v1.ScanRequest;

            /**
             * Encodes the specified ScanRequest message. Does not implicitly {@link ringkv.v1.ScanRequest.verify|verify} messages.
             * @param message ScanRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ScanRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScanRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ScanRequest & ringkv.v1.ScanRequest.$Shape} ScanRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ScanRequest & ringkv.v1.ScanRequest.$Shape;
        }

        namespace ScanRequest {

            /** Properties of a ScanRequest. */
            interface $Properties {

                /** ScanRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** ScanRequest prefix */
                prefix?: (Uint8Array|null);

                /** ScanRequest limit */
                limit?: (number|null);

                /** ScanRequest pageToken */
                pageToken?: (Uint8Array|null);

                /** ScanRequest keysOnly */
                keysOnly?: (boolean|null);

                /** ScanRequest reverse */
                reverse?: (boolean|null);

                /** ScanRequest countOnly */
                countOnly?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScanRequest. */
            type $Shape = ringkv.v1.ScanRequest.$Properties;
        }

        /**
         * Properties of a ScanResponse.
         * @deprecated Use ringkv.v1.ScanResponse.$Properties instead.
         */
        interface IScanResponse extends ringkv.v1.ScanResponse.$Properties {
        }

        /** Represents a ScanResponse. */
        class ScanResponse {

            /**
             * Constructs a new ScanResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ScanResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScanResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** ScanResponse records. */
            records: ringkv.v1.Record.$Properties[];

            /** ScanResponse nextPageToken. */
            nextPageToken: Uint8Array;

            /** ScanResponse revisions. */
            revisions: ringkv.v1.PartitionRevision.$Properties[];

            /** ScanResponse count. */
            count: number;

            /**
             * Creates a new ScanResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ScanResponse instance
             */
            static create(properties: ringkv.v1.ScanResponse.$Shape): ringkv.v1.ScanResponse & ringkv.v1.ScanResponse.$Shape;
            static create(properties?: ringkv.v1.ScanResponse.$Properties): ringkv.v1.ScanResponse;

            /**
             * Encodes the specified ScanResponse message. Does not implicitly {@link ringkv.v1.ScanResponse.verify|verify} messages.
             * @param message ScanResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ScanResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScanResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ScanResponse & ringkv.v1.ScanResponse.$Shape} ScanResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ScanResponse & ringkv.v1.ScanResponse.$Shape;
        }

        namespace ScanResponse {

            /** Properties of a ScanResponse. */
            interface $Properties {

                /** ScanResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** ScanResponse records */
                records?: (ringkv.v1.Record.$Properties[]|null);

                /** ScanResponse nextPageToken */
                nextPageToken?: (Uint8Array|null);

                /** ScanResponse revisions */
                revisions?: (ringkv.v1.PartitionRevision.$Properties[]|null);

                /** ScanResponse count */
                count?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScanResponse. */
            type $Shape = ringkv.v1.ScanResponse.$Properties;
        }

        /**
         * Properties of a ScanPartitionRequest.
         * @deprecated Use ringkv.v1.ScanPartitionRequest.$Properties instead.
         */
        interface IScanPartitionRequest extends ringkv.v1.ScanPartitionRequest.$Properties {
        }

        /** Represents a ScanPartitionRequest. */
        class ScanPartitionRequest {

            /**
             * Constructs a new ScanPartitionRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ScanPartitionRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScanPartitionRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** ScanPartitionRequest partition. */
            partition: number;

            /** ScanPartitionRequest prefix. */
            prefix: Uint8Array;

            /** ScanPartitionRequest after. */
            after: Uint8Array;

            /** ScanPartitionRequest limit. */
            limit: number;

            /** ScanPartitionRequest keysOnly. */
            keysOnly: boolean;

            /** ScanPartitionRequest reverse. */
            reverse: boolean;

            /** ScanPartitionRequest countOnly. */
            countOnly: boolean;

            /**
             * Creates a new ScanPartitionRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ScanPartitionRequest instance
             */
            static create(properties: ringkv.v1.ScanPartitionRequest.$Shape): ringkv.v1.ScanPartitionRequest & ringkv.v1.ScanPartitionRequest.$Shape;
            static create(properties?: ringkv.v1.ScanPartitionRequest.$Properties): ringkv.v1.ScanPartitionRequest;

            /**
             * Encodes the specified ScanPartitionRequest message. Does not implicitly {@link ringkv.v1.ScanPartitionRequest.verify|verify} messages.
             * @param message ScanPartitionRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ScanPartitionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScanPartitionRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ScanPartitionRequest & ringkv.v1.ScanPartitionRequest.$Shape} ScanPartitionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ScanPartitionRequest & ringkv.v1.ScanPartitionRequest.$Shape;
        }

        namespace ScanPartitionRequest {

            /** Properties of a ScanPartitionRequest. */
            interface $Properties {

                /** ScanPartitionRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** ScanPartitionRequest partition */
                partition?: (number|null);

                /** ScanPartitionRequest prefix */
                prefix?: (Uint8Array|null);

                /** ScanPartitionRequest after */
                after?: (Uint8Array|null);

                /** ScanPartitionRequest limit */
                limit?: (number|null);

                /** ScanPartitionRequest keysOnly */
                keysOnly?: (boolean|null);

                /** ScanPartitionRequest reverse */
                reverse?: (boolean|null);

                /** ScanPartitionRequest countOnly */
                countOnly?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScanPartitionRequest. */
            type $Shape = ringkv.v1.ScanPartitionRequest.$Properties;
        }

        /**
         * Properties of a ScanPartitionResponse.
         * @deprecated Use ringkv.v1.ScanPartitionResponse.$Properties instead.
         */
        interface IScanPartitionResponse extends ringkv.v1.ScanPartitionResponse.$Properties {
        }

        /** Represents a ScanPartitionResponse. */
        class ScanPartitionResponse {

            /**
             * Constructs a new ScanPartitionResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ScanPartitionResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScanPartitionResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** ScanPartitionResponse records. */
            records: ringkv.v1.Record.$Properties[];

            /** ScanPartitionResponse more. */
            more: boolean;

            /** ScanPartitionResponse count. */
            count: number;

            /** ScanPartitionResponse last. */
            last: Uint8Array;

            /**
             * Creates a new ScanPartitionResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ScanPartitionResponse instance
             */
            static create(properties: ringkv.v1.ScanPartitionResponse.$Shape): ringkv.v1.ScanPartitionResponse & ringkv.v1.ScanPartitionResponse.$Shape;
            static create(properties?: ringkv.v1.ScanPartitionResponse.$Properties): ringkv.v1.ScanPartitionResponse;

            /**
             * Encodes the specified ScanPartitionResponse message. Does not implicitly {@link ringkv.v1.ScanPartitionResponse.verify|verify} messages.
             * @param message ScanPartitionResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ScanPartitionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScanPartitionResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ScanPartitionResponse & ringkv.v1.ScanPartitionResponse.$Shape} ScanPartitionResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ScanPartitionResponse & ringkv.v1.ScanPartitionResponse.$Shape;
        }

        namespace ScanPartitionResponse {

            /** Properties of a ScanPartitionResponse. */
            interface $Properties {

                /** ScanPartitionResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** ScanPartitionResponse records */
                records?: (ringkv.v1.Record.$Properties[]|null);

                /** ScanPartitionResponse more */
                more?: (boolean|null);

                /** ScanPartitionResponse count */
                count?: (number|null);

                /** ScanPartitionResponse last */
                last?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScanPartitionResponse. */
            type $Shape = ringkv.v1.ScanPartitionResponse.$Properties;
        }

        /**
         * Properties of an OpenClientRequest.
         * @deprecated Use ringkv.v1.OpenClientRequest.$Properties instead.
         */
        interface IOpenClientRequest extends ringkv.v1.OpenClientRequest.$Properties {
        }

        /** Represents an OpenClientRequest. */
        class OpenClientRequest {

            /**
             * Constructs a new OpenClientRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.OpenClientRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenClientRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** OpenClientRequest partition. */
            partition: number;

            /** OpenClientRequest windowMs. */
            windowMs: number;

            /**
             * Creates a new OpenClientRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OpenClientRequest instance
             */
            static create(properties: ringkv.v1.OpenClientRequest.$Shape): ringkv.v1.OpenClientRequest & ringkv.v1.OpenClientRequest.$Shape;
            static create(properties?: ringkv.v1.OpenClientRequest.$Properties): ringkv.v1.OpenClientRequest;

            /**
             * Encodes the specified OpenClientRequest message. Does not implicitly {@link ringkv.v1.OpenClientRequest.verify|verify} messages.
             * @param message OpenClientRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.OpenClientRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenClientRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.OpenClientRequest & ringkv.v1.OpenClientRequest.$Shape} OpenClientRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.OpenClientRequest & ringkv.v1.OpenClientRequest.$Shape;
        }

        namespace OpenClientRequest {

            /** Properties of an OpenClientRequest. */
            interface $Properties {

                /** OpenClientRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** OpenClientRequest partition */
                partition?: (number|null);

                /** OpenClientRequest windowMs */
                windowMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenClientRequest. */
            type $Shape = ringkv.v1.OpenClientRequest.$Properties;
        }

        /**
         * Properties of an OpenClientResponse.
         * @deprecated Use ringkv.v1.OpenClientResponse.$Properties instead.
         */
        interface IOpenClientResponse extends ringkv.v1.OpenClientResponse.$Properties {
        }

        /** Represents an OpenClientResponse. */
        class OpenClientResponse {

            /**
             * Constructs a new OpenClientResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.OpenClientResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenClientResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** OpenClientResponse windowMs. */
            windowMs: number;

            /**
             * Creates a new OpenClientResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OpenClientResponse instance
             */
            static create(properties: ringkv.v1.OpenClientResponse.$Shape): ringkv.v1.OpenClientResponse & ringkv.v1.OpenClientResponse.$Shape;
            static create(properties?: ringkv.v1.OpenClientResponse.$Properties): ringkv.v1.OpenClientResponse;

            /**
             * Encodes the specified OpenClientResponse message. Does not implicitly {@link ringkv.v1.OpenClientResponse.verify|verify} messages.
             * @param message OpenClientResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.OpenClientResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenClientResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.OpenClientResponse & ringkv.v1.OpenClientResponse.$Shape} OpenClientResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.OpenClientResponse & ringkv.v1.OpenClientResponse.$Shape;
        }

        namespace OpenClientResponse {

            /** Properties of an OpenClientResponse. */
            interface $Properties {

                /** OpenClientResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** OpenClientResponse windowMs */
                windowMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenClientResponse. */
            type $Shape = ringkv.v1.OpenClientResponse.$Properties;
        }

        /**
         * Properties of a ResolveRequest.
         * @deprecated Use ringkv.v1.ResolveRequest.$Properties instead.
         */
        interface IResolveRequest extends ringkv.v1.ResolveRequest.$Properties {
        }

        /** Represents a ResolveRequest. */
        class ResolveRequest {

            /**
             * Constructs a new ResolveRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ResolveRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResolveRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** ResolveRequest partition. */
            partition: number;

            /** ResolveRequest sequence. */
            sequence: number;

            /**
             * Creates a new ResolveRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ResolveRequest instance
             */
            static create(properties: ringkv.v1.ResolveRequest.$Shape): ringkv.v1.ResolveRequest & ringkv.v1.ResolveRequest.$Shape;
            static create(properties?: ringkv.v1.ResolveRequest.$Properties): ringkv.v1.ResolveRequest;

            /**
             * Encodes the specified ResolveRequest message. Does not implicitly {@link ringkv.v1.ResolveRequest.verify|verify} messages.
             * @param message ResolveRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ResolveRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResolveRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ResolveRequest & ringkv.v1.ResolveRequest.$Shape} ResolveRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ResolveRequest & ringkv.v1.ResolveRequest.$Shape;
        }

        namespace ResolveRequest {

            /** Properties of a ResolveRequest. */
            interface $Properties {

                /** ResolveRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** ResolveRequest partition */
                partition?: (number|null);

                /** ResolveRequest sequence */
                sequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResolveRequest. */
            type $Shape = ringkv.v1.ResolveRequest.$Properties;
        }

        /**
         * Properties of a ResolveResponse.
         * @deprecated Use ringkv.v1.ResolveResponse.$Properties instead.
         */
        interface IResolveResponse extends ringkv.v1.ResolveResponse.$Properties {
        }

        /** Represents a ResolveResponse. */
        class ResolveResponse {

            /**
             * Constructs a new ResolveResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ResolveResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResolveResponse header. */
            header?: (ringkv.v1.ResponseHeader.$Properties|null);

            /** ResolveResponse executed. */
            executed: boolean;

            /** ResolveResponse answer. */
            answer?: (ringkv.v1.StoredAnswer.$Properties|null);

            /**
             * Creates a new ResolveResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ResolveResponse instance
             */
            static create(properties: ringkv.v1.ResolveResponse.$Shape): ringkv.v1.ResolveResponse & ringkv.v1.ResolveResponse.$Shape;
            static create(properties?: ringkv.v1.ResolveResponse.$Properties): ringkv.v1.ResolveResponse;

            /**
             * Encodes the specified ResolveResponse message. Does not implicitly {@link ringkv.v1.ResolveResponse.verify|verify} messages.
             * @param message ResolveResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ResolveResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResolveResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ResolveResponse & ringkv.v1.ResolveResponse.$Shape} ResolveResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ResolveResponse & ringkv.v1.ResolveResponse.$Shape;
        }

        namespace ResolveResponse {

            /** Properties of a ResolveResponse. */
            interface $Properties {

                /** ResolveResponse header */
                header?: (ringkv.v1.ResponseHeader.$Properties|null);

                /** ResolveResponse executed */
                executed?: (boolean|null);

                /** ResolveResponse answer */
                answer?: (ringkv.v1.StoredAnswer.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResolveResponse. */
            type $Shape = {
              header?: ringkv.v1.ResponseHeader.$Shape|null;
              executed?: boolean|null;
              answer?: ringkv.v1.StoredAnswer.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a StoredAnswer.
         * @deprecated Use ringkv.v1.StoredAnswer.$Properties instead.
         */
        interface IStoredAnswer extends ringkv.v1.StoredAnswer.$Properties {
        }

        /** Represents a StoredAnswer. */
        class StoredAnswer {

            /**
             * Constructs a new StoredAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.StoredAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StoredAnswer succeeded. */
            succeeded: boolean;

            /** StoredAnswer reason. */
            reason: ringkv.v1.Reason;

            /** StoredAnswer revision. */
            revision: number;

            /** StoredAnswer version. */
            version: number;

            /** StoredAnswer value. */
            value: number;

            /** StoredAnswer expiresAt. */
            expiresAt: number;

            /** StoredAnswer current. */
            current?: (ringkv.v1.CurrentRecord.$Properties|null);

            /** StoredAnswer txn. */
            txn?: (ringkv.v1.TxnResponse.$Properties|null);

            /** StoredAnswer more. */
            more: boolean;

            /**
             * Creates a new StoredAnswer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StoredAnswer instance
             */
            static create(properties: ringkv.v1.StoredAnswer.$Shape): ringkv.v1.StoredAnswer & ringkv.v1.StoredAnswer.$Shape;
            static create(properties?: ringkv.v1.StoredAnswer.$Properties): ringkv.v1.StoredAnswer;

            /**
             * Encodes the specified StoredAnswer message. Does not implicitly {@link ringkv.v1.StoredAnswer.verify|verify} messages.
             * @param message StoredAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.StoredAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StoredAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.StoredAnswer & ringkv.v1.StoredAnswer.$Shape} StoredAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.StoredAnswer & ringkv.v1.StoredAnswer.$Shape;
        }

        namespace StoredAnswer {

            /** Properties of a StoredAnswer. */
            interface $Properties {

                /** StoredAnswer succeeded */
                succeeded?: (boolean|null);

                /** StoredAnswer reason */
                reason?: (ringkv.v1.Reason|null);

                /** StoredAnswer revision */
                revision?: (number|null);

                /** StoredAnswer version */
                version?: (number|null);

                /** StoredAnswer value */
                value?: (number|null);

                /** StoredAnswer expiresAt */
                expiresAt?: (number|null);

                /** StoredAnswer current */
                current?: (ringkv.v1.CurrentRecord.$Properties|null);

                /** StoredAnswer txn */
                txn?: (ringkv.v1.TxnResponse.$Properties|null);

                /** StoredAnswer more */
                more?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StoredAnswer. */
            type $Shape = {
              succeeded?: boolean|null;
              reason?: ringkv.v1.Reason|null;
              revision?: number|null;
              version?: number|null;
              value?: number|null;
              expiresAt?: number|null;
              current?: ringkv.v1.CurrentRecord.$Shape|null;
              txn?: ringkv.v1.TxnResponse.$Shape|null;
              more?: boolean|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a PipelineRequest.
         * @deprecated Use ringkv.v1.PipelineRequest.$Properties instead.
         */
        interface IPipelineRequest extends ringkv.v1.PipelineRequest.$Properties {
        }

        /** Represents a PipelineRequest. */
        class PipelineRequest {

            /**
             * Constructs a new PipelineRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PipelineRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PipelineRequest header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** PipelineRequest operations. */
            operations: ringkv.v1.Operation.$Properties[];

            /**
             * Creates a new PipelineRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PipelineRequest instance
             */
            static create(properties: ringkv.v1.PipelineRequest.$Shape): ringkv.v1.PipelineRequest & ringkv.v1.PipelineRequest.$Shape;
            static create(properties?: ringkv.v1.PipelineRequest.$Properties): ringkv.v1.PipelineRequest;

            /**
             * Encodes the specified PipelineRequest message. Does not implicitly {@link ringkv.v1.PipelineRequest.verify|verify} messages.
             * @param message PipelineRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PipelineRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PipelineRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PipelineRequest & ringkv.v1.PipelineRequest.$Shape} PipelineRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PipelineRequest & ringkv.v1.PipelineRequest.$Shape;
        }

        namespace PipelineRequest {

            /** Properties of a PipelineRequest. */
            interface $Properties {

                /** PipelineRequest header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** PipelineRequest operations */
                operations?: (ringkv.v1.Operation.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PipelineRequest. */
            type $Shape = {
              header?: ringkv.v1.RequestHeader.$Shape|null;
              operations?: ringkv.v1.Operation.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an Operation.
         * @deprecated Use ringkv.v1.Operation.$Properties instead.
         */
        interface IOperation extends ringkv.v1.Operation.$Properties {
        }

        /** Represents an Operation. */
        class Operation {

            /**
             * Constructs a new Operation.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Operation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Operation id. */
            id: number;

            /** Operation sequence. */
            sequence: number;

            /** Operation sequenceFloor. */
            sequenceFloor: number;

            /** Operation clientId. */
            clientId: Uint8Array;

            /** Operation timeoutMs. */
            timeoutMs: number;

            /** Operation consistency. */
            consistency: ringkv.v1.ReadConsistency;

            /** Operation minRevision. */
            minRevision: number;

            /** Operation maxStalenessMs. */
            maxStalenessMs: number;

            /** Operation replica. */
            replica: ringkv.v1.ReplicaPreference;

            /** Operation ack. */
            ack: ringkv.v1.WriteAck;

            /** Operation strictAll. */
            strictAll: boolean;

            /** Operation idempotencyKey. */
            idempotencyKey: Uint8Array;

            /** Operation get. */
            get?: (ringkv.v1.GetRequest.$Properties|null);

            /** Operation put. */
            put?: (ringkv.v1.PutRequest.$Properties|null);

            /** Operation delete. */
            delete?: (ringkv.v1.DeleteRequest.$Properties|null);

            /** Operation increment. */
            increment?: (ringkv.v1.IncrementRequest.$Properties|null);

            /** Operation touch. */
            touch?: (ringkv.v1.TouchRequest.$Properties|null);

            /** Operation scanPartition. */
            scanPartition?: (ringkv.v1.ScanPartitionRequest.$Properties|null);

            /** Operation openClient. */
            openClient?: (ringkv.v1.OpenClientRequest.$Properties|null);

            /** Operation resolve. */
            resolve?: (ringkv.v1.ResolveRequest.$Properties|null);

            /** Operation txn. */
            txn?: (ringkv.v1.TxnRequest.$Properties|null);

            /** Operation append. */
            append?: (ringkv.v1.AppendRequest.$Properties|null);

            /** Operation deleteRange. */
            deleteRange?: (ringkv.v1.DeleteRangeRequest.$Properties|null);

            /** Operation request. */
            request?: ("get"|"put"|"delete"|"increment"|"touch"|"scanPartition"|"openClient"|"resolve"|"txn"|"append"|"deleteRange");

            /**
             * Creates a new Operation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Operation instance
             */
            static create(properties: ringkv.v1.Operation.$Shape): ringkv.v1.Operation & ringkv.v1.Operation.$Shape;
            static create(properties?: ringkv.v1.Operation.$Properties): ringkv.v1.Operation;

            /**
             * Encodes the specified Operation message. Does not implicitly {@link ringkv.v1.Operation.verify|verify} messages.
             * @param message Operation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Operation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Operation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Operation & ringkv.v1.Operation.$Shape} Operation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Operation & ringkv.v1.Operation.$Shape;
        }

        namespace Operation {

            /** Properties of an Operation. */
            interface $Properties {

                /** Operation id */
                id?: (number|null);

                /** Operation sequence */
                sequence?: (number|null);

                /** Operation sequenceFloor */
                sequenceFloor?: (number|null);

                /** Operation clientId */
                clientId?: (Uint8Array|null);

                /** Operation timeoutMs */
                timeoutMs?: (number|null);

                /** Operation consistency */
                consistency?: (ringkv.v1.ReadConsistency|null);

                /** Operation minRevision */
                minRevision?: (number|null);

                /** Operation maxStalenessMs */
                maxStalenessMs?: (number|null);

                /** Operation replica */
                replica?: (ringkv.v1.ReplicaPreference|null);

                /** Operation ack */
                ack?: (ringkv.v1.WriteAck|null);

                /** Operation strictAll */
                strictAll?: (boolean|null);

                /** Operation idempotencyKey */
                idempotencyKey?: (Uint8Array|null);

                /** Operation get */
                get?: (ringkv.v1.GetRequest.$Properties|null);

                /** Operation put */
                put?: (ringkv.v1.PutRequest.$Properties|null);

                /** Operation delete */
                "delete"?: (ringkv.v1.DeleteRequest.$Properties|null);

                /** Operation increment */
                increment?: (ringkv.v1.IncrementRequest.$Properties|null);

                /** Operation touch */
                touch?: (ringkv.v1.TouchRequest.$Properties|null);

                /** Operation scanPartition */
                scanPartition?: (ringkv.v1.ScanPartitionRequest.$Properties|null);

                /** Operation openClient */
                openClient?: (ringkv.v1.OpenClientRequest.$Properties|null);

                /** Operation resolve */
                resolve?: (ringkv.v1.ResolveRequest.$Properties|null);

                /** Operation txn */
                txn?: (ringkv.v1.TxnRequest.$Properties|null);

                /** Operation append */
                append?: (ringkv.v1.AppendRequest.$Properties|null);

                /** Operation deleteRange */
                deleteRange?: (ringkv.v1.DeleteRangeRequest.$Properties|null);

                /** Operation request */
                request?: ("get"|"put"|"delete"|"increment"|"touch"|"scanPartition"|"openClient"|"resolve"|"txn"|"append"|"deleteRange");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Operation. */
            type $Shape = {
              id?: number|null;
              sequence?: number|null;
              sequenceFloor?: number|null;
              clientId?: Uint8Array|null;
              timeoutMs?: number|null;
              consistency?: ringkv.v1.ReadConsistency|null;
              minRevision?: number|null;
              maxStalenessMs?: number|null;
              replica?: ringkv.v1.ReplicaPreference|null;
              ack?: ringkv.v1.WriteAck|null;
              strictAll?: boolean|null;
              idempotencyKey?: Uint8Array|null;
              get?: ringkv.v1.GetRequest.$Shape|null;
              put?: ringkv.v1.PutRequest.$Shape|null;
              "delete"?: ringkv.v1.DeleteRequest.$Shape|null;
              increment?: ringkv.v1.IncrementRequest.$Shape|null;
              touch?: ringkv.v1.TouchRequest.$Shape|null;
              scanPartition?: ringkv.v1.ScanPartitionRequest.$Shape|null;
              openClient?: ringkv.v1.OpenClientRequest.$Shape|null;
              resolve?: ringkv.v1.ResolveRequest.$Shape|null;
              txn?: ringkv.v1.TxnRequest.$Shape|null;
              append?: ringkv.v1.AppendRequest.$Shape|null;
              deleteRange?: ringkv.v1.DeleteRangeRequest.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ request?: undefined; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ request?: "get"; get: ringkv.v1.GetRequest.$Shape; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ request?: "put"; get?: null; put: ringkv.v1.PutRequest.$Shape; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ request?: "delete"; get?: null; put?: null; "delete": ringkv.v1.DeleteRequest.$Shape; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ request?: "increment"; get?: null; put?: null; "delete"?: null; increment: ringkv.v1.IncrementRequest.$Shape; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ request?: "touch"; get?: null; put?: null; "delete"?: null; increment?: null; touch: ringkv.v1.TouchRequest.$Shape; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ request?: "scanPartition"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition: ringkv.v1.ScanPartitionRequest.$Shape; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ request?: "openClient"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient: ringkv.v1.OpenClientRequest.$Shape; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ request?: "resolve"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve: ringkv.v1.ResolveRequest.$Shape; txn?: null; append?: null; deleteRange?: null }|{ request?: "txn"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn: ringkv.v1.TxnRequest.$Shape; append?: null; deleteRange?: null }|{ request?: "append"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append: ringkv.v1.AppendRequest.$Shape; deleteRange?: null }|{ request?: "deleteRange"; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange: ringkv.v1.DeleteRangeRequest.$Shape })
            );
        }

        /**
         * Properties of a PipelineResponse.
         * @deprecated Use ringkv.v1.PipelineResponse.$Properties instead.
         */
        interface IPipelineResponse extends ringkv.v1.PipelineResponse.$Properties {
        }

        /** Represents a PipelineResponse. */
        class PipelineResponse {

            /**
             * Constructs a new PipelineResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PipelineResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PipelineResponse results. */
            results: ringkv.v1.Result.$Properties[];

            /**
             * Creates a new PipelineResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PipelineResponse instance
             */
            static create(properties: ringkv.v1.PipelineResponse.$Shape): ringkv.v1.PipelineResponse & ringkv.v1.PipelineResponse.$Shape;
            static create(properties?: ringkv.v1.PipelineResponse.$Properties): ringkv.v1.PipelineResponse;

            /**
             * Encodes the specified PipelineResponse message. Does not implicitly {@link ringkv.v1.PipelineResponse.verify|verify} messages.
             * @param message PipelineResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PipelineResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PipelineResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PipelineResponse & ringkv.v1.PipelineResponse.$Shape} PipelineResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PipelineResponse & ringkv.v1.PipelineResponse.$Shape;
        }

        namespace PipelineResponse {

            /** Properties of a PipelineResponse. */
            interface $Properties {

                /** PipelineResponse results */
                results?: (ringkv.v1.Result.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PipelineResponse. */
            type $Shape = {
              results?: ringkv.v1.Result.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a Result.
         * @deprecated Use ringkv.v1.Result.$Properties instead.
         */
        interface IResult extends ringkv.v1.Result.$Properties {
        }

        /** Represents a Result. */
        class Result {

            /**
             * Constructs a new Result.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Result.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Result id. */
            id: number;

            /** Result error. */
            error?: (ringkv.v1.ErrorDetail.$Properties|null);

            /** Result get. */
            get?: (ringkv.v1.GetResponse.$Properties|null);

            /** Result put. */
            put?: (ringkv.v1.PutResponse.$Properties|null);

            /** Result delete. */
            delete?: (ringkv.v1.DeleteResponse.$Properties|null);

            /** Result increment. */
            increment?: (ringkv.v1.IncrementResponse.$Properties|null);

            /** Result touch. */
            touch?: (ringkv.v1.TouchResponse.$Properties|null);

            /** Result scanPartition. */
            scanPartition?: (ringkv.v1.ScanPartitionResponse.$Properties|null);

            /** Result openClient. */
            openClient?: (ringkv.v1.OpenClientResponse.$Properties|null);

            /** Result resolve. */
            resolve?: (ringkv.v1.ResolveResponse.$Properties|null);

            /** Result txn. */
            txn?: (ringkv.v1.TxnResponse.$Properties|null);

            /** Result append. */
            append?: (ringkv.v1.AppendResponse.$Properties|null);

            /** Result deleteRange. */
            deleteRange?: (ringkv.v1.DeleteRangeResponse.$Properties|null);

            /** Result response. */
            response?: ("error"|"get"|"put"|"delete"|"increment"|"touch"|"scanPartition"|"openClient"|"resolve"|"txn"|"append"|"deleteRange");

            /**
             * Creates a new Result instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Result instance
             */
            static create(properties: ringkv.v1.Result.$Shape): ringkv.v1.Result & ringkv.v1.Result.$Shape;
            static create(properties?: ringkv.v1.Result.$Properties): ringkv.v1.Result;

            /**
             * Encodes the specified Result message. Does not implicitly {@link ringkv.v1.Result.verify|verify} messages.
             * @param message Result message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Result.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Result message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Result & ringkv.v1.Result.$Shape} Result
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Result & ringkv.v1.Result.$Shape;
        }

        namespace Result {

            /** Properties of a Result. */
            interface $Properties {

                /** Result id */
                id?: (number|null);

                /** Result error */
                error?: (ringkv.v1.ErrorDetail.$Properties|null);

                /** Result get */
                get?: (ringkv.v1.GetResponse.$Properties|null);

                /** Result put */
                put?: (ringkv.v1.PutResponse.$Properties|null);

                /** Result delete */
                "delete"?: (ringkv.v1.DeleteResponse.$Properties|null);

                /** Result increment */
                increment?: (ringkv.v1.IncrementResponse.$Properties|null);

                /** Result touch */
                touch?: (ringkv.v1.TouchResponse.$Properties|null);

                /** Result scanPartition */
                scanPartition?: (ringkv.v1.ScanPartitionResponse.$Properties|null);

                /** Result openClient */
                openClient?: (ringkv.v1.OpenClientResponse.$Properties|null);

                /** Result resolve */
                resolve?: (ringkv.v1.ResolveResponse.$Properties|null);

                /** Result txn */
                txn?: (ringkv.v1.TxnResponse.$Properties|null);

                /** Result append */
                append?: (ringkv.v1.AppendResponse.$Properties|null);

                /** Result deleteRange */
                deleteRange?: (ringkv.v1.DeleteRangeResponse.$Properties|null);

                /** Result response */
                response?: ("error"|"get"|"put"|"delete"|"increment"|"touch"|"scanPartition"|"openClient"|"resolve"|"txn"|"append"|"deleteRange");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Result. */
            type $Shape = {
              id?: number|null;
              error?: ringkv.v1.ErrorDetail.$Shape|null;
              get?: ringkv.v1.GetResponse.$Shape|null;
              put?: ringkv.v1.PutResponse.$Shape|null;
              "delete"?: ringkv.v1.DeleteResponse.$Shape|null;
              increment?: ringkv.v1.IncrementResponse.$Shape|null;
              touch?: ringkv.v1.TouchResponse.$Shape|null;
              scanPartition?: ringkv.v1.ScanPartitionResponse.$Shape|null;
              openClient?: ringkv.v1.OpenClientResponse.$Shape|null;
              resolve?: ringkv.v1.ResolveResponse.$Shape|null;
              txn?: ringkv.v1.TxnResponse.$Shape|null;
              append?: ringkv.v1.AppendResponse.$Shape|null;
              deleteRange?: ringkv.v1.DeleteRangeResponse.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ response?: undefined; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ response?: "error"; error: ringkv.v1.ErrorDetail.$Shape; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ response?: "get"; error?: null; get: ringkv.v1.GetResponse.$Shape; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ response?: "put"; error?: null; get?: null; put: ringkv.v1.PutResponse.$Shape; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ response?: "delete"; error?: null; get?: null; put?: null; "delete": ringkv.v1.DeleteResponse.$Shape; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ response?: "increment"; error?: null; get?: null; put?: null; "delete"?: null; increment: ringkv.v1.IncrementResponse.$Shape; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ response?: "touch"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch: ringkv.v1.TouchResponse.$Shape; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ response?: "scanPartition"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition: ringkv.v1.ScanPartitionResponse.$Shape; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ response?: "openClient"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient: ringkv.v1.OpenClientResponse.$Shape; resolve?: null; txn?: null; append?: null; deleteRange?: null }|{ response?: "resolve"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve: ringkv.v1.ResolveResponse.$Shape; txn?: null; append?: null; deleteRange?: null }|{ response?: "txn"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn: ringkv.v1.TxnResponse.$Shape; append?: null; deleteRange?: null }|{ response?: "append"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append: ringkv.v1.AppendResponse.$Shape; deleteRange?: null }|{ response?: "deleteRange"; error?: null; get?: null; put?: null; "delete"?: null; increment?: null; touch?: null; scanPartition?: null; openClient?: null; resolve?: null; txn?: null; append?: null; deleteRange: ringkv.v1.DeleteRangeResponse.$Shape })
            );
        }

        /**
         * Properties of a HelloRequest.
         * @deprecated Use ringkv.v1.HelloRequest.$Properties instead.
         */
        interface IHelloRequest extends ringkv.v1.HelloRequest.$Properties {
        }

        /** Represents a HelloRequest. */
        class HelloRequest {

            /**
             * Constructs a new HelloRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.HelloRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HelloRequest clusterId. */
            clusterId: Uint8Array;

            /** HelloRequest name. */
            name: string;

            /** HelloRequest incarnation. */
            incarnation: Uint8Array;

            /**
             * Creates a new HelloRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HelloRequest instance
             */
            static create(properties: ringkv.v1.HelloRequest.$Shape): ringkv.v1.HelloRequest & ringkv.v1.HelloRequest.$Shape;
            static create(properties?: ringkv.v1.HelloRequest.$Properties): ringkv.v1.HelloRequest;

            /**
             * Encodes the specified HelloRequest message. Does not implicitly {@link ringkv.v1.HelloRequest.verify|verify} messages.
             * @param message HelloRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.HelloRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HelloRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.HelloRequest & ringkv.v1.HelloRequest.$Shape} HelloRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.HelloRequest & ringkv.v1.HelloRequest.$Shape;
        }

        namespace HelloRequest {

            /** Properties of a HelloRequest. */
            interface $Properties {

                /** HelloRequest clusterId */
                clusterId?: (Uint8Array|null);

                /** HelloRequest name */
                name?: (string|null);

                /** HelloRequest incarnation */
                incarnation?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HelloRequest. */
            type $Shape = ringkv.v1.HelloRequest.$Properties;
        }

        /**
         * Properties of a HelloResponse.
         * @deprecated Use ringkv.v1.HelloResponse.$Properties instead.
         */
        interface IHelloResponse extends ringkv.v1.HelloResponse.$Properties {
        }

        /** Represents a HelloResponse. */
        class HelloResponse {

            /**
             * Constructs a new HelloResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.HelloResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HelloResponse clusterId. */
            clusterId: Uint8Array;

            /** HelloResponse name. */
            name: string;

            /** HelloResponse incarnation. */
            incarnation: Uint8Array;

            /** HelloResponse formed. */
            formed: boolean;

            /** HelloResponse knownIncarnation. */
            knownIncarnation: Uint8Array;

            /** HelloResponse zone. */
            zone: string;

            /** HelloResponse weight. */
            weight: number;

            /** HelloResponse partitions. */
            partitions: number;

            /** HelloResponse replicas. */
            replicas: number;

            /** HelloResponse leaseMs. */
            leaseMs: number;

            /**
             * Creates a new HelloResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HelloResponse instance
             */
            static create(properties: ringkv.v1.HelloResponse.$Shape): ringkv.v1.HelloResponse & ringkv.v1.HelloResponse.$Shape;
            static create(properties?: ringkv.v1.HelloResponse.$Properties): ringkv.v1.HelloResponse;

            /**
             * Encodes the specified HelloResponse message. Does not implicitly {@link ringkv.v1.HelloResponse.verify|verify} messages.
             * @param message HelloResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.HelloResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HelloResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.HelloResponse & ringkv.v1.HelloResponse.$Shape} HelloResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.HelloResponse & ringkv.v1.HelloResponse.$Shape;
        }

        namespace HelloResponse {

            /** Properties of a HelloResponse. */
            interface $Properties {

                /** HelloResponse clusterId */
                clusterId?: (Uint8Array|null);

                /** HelloResponse name */
                name?: (string|null);

                /** HelloResponse incarnation */
                incarnation?: (Uint8Array|null);

                /** HelloResponse formed */
                formed?: (boolean|null);

                /** HelloResponse knownIncarnation */
                knownIncarnation?: (Uint8Array|null);

                /** HelloResponse zone */
                zone?: (string|null);

                /** HelloResponse weight */
                weight?: (number|null);

                /** HelloResponse partitions */
                partitions?: (number|null);

                /** HelloResponse replicas */
                replicas?: (number|null);

                /** HelloResponse leaseMs */
                leaseMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HelloResponse. */
            type $Shape = ringkv.v1.HelloResponse.$Properties;
        }

        /**
         * Properties of a PeerFrame.
         * @deprecated Use ringkv.v1.PeerFrame.$Properties instead.
         */
        interface IPeerFrame extends ringkv.v1.PeerFrame.$Properties {
        }

        /** Represents a PeerFrame. */
        class PeerFrame {

            /**
             * Constructs a new PeerFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PeerFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PeerFrame clusterId. */
            clusterId: Uint8Array;

            /** PeerFrame fromMember. */
            fromMember: number;

            /** PeerFrame toMember. */
            toMember: number;

            /** PeerFrame incarnation. */
            incarnation: Uint8Array;

            /** PeerFrame epoch. */
            epoch: number;

            /** PeerFrame messages. */
            messages: ringkv.v1.RaftMessage.$Properties[];

            /** PeerFrame heartbeat. */
            heartbeat?: (ringkv.v1.Heartbeat.$Properties|null);

            /** PeerFrame heartbeatAck. */
            heartbeatAck?: (ringkv.v1.HeartbeatAck.$Properties|null);

            /** PeerFrame topology. */
            topology?: (ringkv.v1.Topology.$Properties|null);

            /** PeerFrame keys. */
            keys?: (ringkv.v1.ClusterKeys.$Properties|null);

            /**
             * Creates a new PeerFrame instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PeerFrame instance
             */
            static create(properties: ringkv.v1.PeerFrame.$Shape): ringkv.v1.PeerFrame & ringkv.v1.PeerFrame.$Shape;
            static create(properties?: ringkv.v1.PeerFrame.$Properties): ringkv.v1.PeerFrame;

            /**
             * Encodes the specified PeerFrame message. Does not implicitly {@link ringkv.v1.PeerFrame.verify|verify} messages.
             * @param message PeerFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PeerFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PeerFrame message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PeerFrame & ringkv.v1.PeerFrame.$Shape} PeerFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PeerFrame & ringkv.v1.PeerFrame.$Shape;
        }

        namespace PeerFrame {

            /** Properties of a PeerFrame. */
            interface $Properties {

                /** PeerFrame clusterId */
                clusterId?: (Uint8Array|null);

                /** PeerFrame fromMember */
                fromMember?: (number|null);

                /** PeerFrame toMember */
                toMember?: (number|null);

                /** PeerFrame incarnation */
                incarnation?: (Uint8Array|null);

                /** PeerFrame epoch */
                epoch?: (number|null);

                /** PeerFrame messages */
                messages?: (ringkv.v1.RaftMessage.$Properties[]|null);

                /** PeerFrame heartbeat */
                heartbeat?: (ringkv.v1.Heartbeat.$Properties|null);

                /** PeerFrame heartbeatAck */
                heartbeatAck?: (ringkv.v1.HeartbeatAck.$Properties|null);

                /** PeerFrame topology */
                topology?: (ringkv.v1.Topology.$Properties|null);

                /** PeerFrame keys */
                keys?: (ringkv.v1.ClusterKeys.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PeerFrame. */
            type $Shape = ringkv.v1.PeerFrame.$Properties;
        }

        /**
         * Properties of a ClusterKeys.
         * @deprecated Use ringkv.v1.ClusterKeys.$Properties instead.
         */
        interface IClusterKeys extends ringkv.v1.ClusterKeys.$Properties {
        }

        /** Represents a ClusterKeys. */
        class ClusterKeys {

            /**
             * Constructs a new ClusterKeys.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ClusterKeys.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClusterKeys revision. */
            revision: number;

            /** ClusterKeys pageKeys. */
            pageKeys: ringkv.v1.PageKey.$Properties[];

            /**
             * Creates a new ClusterKeys instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClusterKeys instance
             */
            static create(properties: ringkv.v1.ClusterKeys.$Shape): ringkv.v1.ClusterKeys & ringkv.v1.ClusterKeys.$Shape;
            static create(properties?: ringkv.v1.ClusterKeys.$Properties): ringkv.v1.ClusterKeys;

            /**
             * Encodes the specified ClusterKeys message. Does not implicitly {@link ringkv.v1.ClusterKeys.verify|verify} messages.
             * @param message ClusterKeys message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ClusterKeys.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterKeys message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ClusterKeys & ringkv.v1.ClusterKeys.$Shape} ClusterKeys
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ClusterKeys & ringkv.v1.ClusterKeys.$Shape;
        }

        namespace ClusterKeys {

            /** Properties of a ClusterKeys. */
            interface $Properties {

                /** ClusterKeys revision */
                revision?: (number|null);

                /** ClusterKeys pageKeys */
                pageKeys?: (ringkv.v1.PageKey.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClusterKeys. */
            type $Shape = ringkv.v1.ClusterKeys.$Properties;
        }

        /**
         * Properties of a PageKey.
         * @deprecated Use ringkv.v1.PageKey.$Properties instead.
         */
        interface IPageKey extends ringkv.v1.PageKey.$Properties {
        }

        /** Represents a PageKey. */
        class PageKey {

            /**
             * Constructs a new PageKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PageKey.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PageKey id. */
            id: number;

            /** PageKey secret. */
            secret: Uint8Array;

            /**
             * Creates a new PageKey instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PageKey instance
             */
            static create(properties: ringkv.v1.PageKey.$Shape): ringkv.v1.PageKey & ringkv.v1.PageKey.$Shape;
            static create(properties?: ringkv.v1.PageKey.$Properties): ringkv.v1.PageKey;

            /**
             * Encodes the specified PageKey message. Does not implicitly {@link ringkv.v1.PageKey.verify|verify} messages.
             * @param message PageKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PageKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PageKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PageKey & ringkv.v1.PageKey.$Shape} PageKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PageKey & ringkv.v1.PageKey.$Shape;
        }

        namespace PageKey {

            /** Properties of a PageKey. */
            interface $Properties {

                /** PageKey id */
                id?: (number|null);

                /** PageKey secret */
                secret?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PageKey. */
            type $Shape = ringkv.v1.PageKey.$Properties;
        }

        /**
         * Properties of an ExchangeEnd.
         * @deprecated Use ringkv.v1.ExchangeEnd.$Properties instead.
         */
        interface IExchangeEnd extends ringkv.v1.ExchangeEnd.$Properties {
        }

        /** Represents an ExchangeEnd. */
        class ExchangeEnd {

            /**
             * Constructs a new ExchangeEnd.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.ExchangeEnd.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExchangeEnd reason. */
            reason: string;

            /**
             * Creates a new ExchangeEnd instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExchangeEnd instance
             */
            static create(properties: ringkv.v1.ExchangeEnd.$Shape): ringkv.v1.ExchangeEnd & ringkv.v1.ExchangeEnd.$Shape;
            static create(properties?: ringkv.v1.ExchangeEnd.$Properties): ringkv.v1.ExchangeEnd;

            /**
             * Encodes the specified ExchangeEnd message. Does not implicitly {@link ringkv.v1.ExchangeEnd.verify|verify} messages.
             * @param message ExchangeEnd message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.ExchangeEnd.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExchangeEnd message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.ExchangeEnd & ringkv.v1.ExchangeEnd.$Shape} ExchangeEnd
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.ExchangeEnd & ringkv.v1.ExchangeEnd.$Shape;
        }

        namespace ExchangeEnd {

            /** Properties of an ExchangeEnd. */
            interface $Properties {

                /** ExchangeEnd reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExchangeEnd. */
            type $Shape = ringkv.v1.ExchangeEnd.$Properties;
        }

        /**
         * Properties of a Heartbeat.
         * @deprecated Use ringkv.v1.Heartbeat.$Properties instead.
         */
        interface IHeartbeat extends ringkv.v1.Heartbeat.$Properties {
        }

        /** Represents a Heartbeat. */
        class Heartbeat {

            /**
             * Constructs a new Heartbeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Heartbeat.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Heartbeat sentAt. */
            sentAt: number;

            /** Heartbeat wallMs. */
            wallMs: number;

            /** Heartbeat claimsVersion. */
            claimsVersion: number;

            /** Heartbeat hasClaims. */
            hasClaims: boolean;

            /** Heartbeat claims. */
            claims: ringkv.v1.Claim.$Properties[];

            /** Heartbeat topologyEpoch. */
            topologyEpoch: number;

            /** Heartbeat keysRevision. */
            keysRevision: number;

            /**
             * Creates a new Heartbeat instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Heartbeat instance
             */
            static create(properties: ringkv.v1.Heartbeat.$Shape): ringkv.v1.Heartbeat & ringkv.v1.Heartbeat.$Shape;
            static create(properties?: ringkv.v1.Heartbeat.$Properties): ringkv.v1.Heartbeat;

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link ringkv.v1.Heartbeat.verify|verify} messages.
             * @param message Heartbeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Heartbeat & ringkv.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Heartbeat & ringkv.v1.Heartbeat.$Shape;
        }

        namespace Heartbeat {

            /** Properties of a Heartbeat. */
            interface $Properties {

                /** Heartbeat sentAt */
                sentAt?: (number|null);

                /** Heartbeat wallMs */
                wallMs?: (number|null);

                /** Heartbeat claimsVersion */
                claimsVersion?: (number|null);

                /** Heartbeat hasClaims */
                hasClaims?: (boolean|null);

                /** Heartbeat claims */
                claims?: (ringkv.v1.Claim.$Properties[]|null);

                /** Heartbeat topologyEpoch */
                topologyEpoch?: (number|null);

                /** Heartbeat keysRevision */
                keysRevision?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Heartbeat. */
            type $Shape = ringkv.v1.Heartbeat.$Properties;
        }

        /**
         * Properties of a Claim.
         * @deprecated Use ringkv.v1.Claim.$Properties instead.
         */
        interface IClaim extends ringkv.v1.Claim.$Properties {
        }

        /** Represents a Claim. */
        class Claim {

            /**
             * Constructs a new Claim.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Claim.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Claim group. */
            group: number;

            /** Claim term. */
            term: number;

            /** Claim replica. */
            replica: number;

            /**
             * Creates a new Claim instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Claim instance
             */
            static create(properties: ringkv.v1.Claim.$Shape): ringkv.v1.Claim & ringkv.v1.Claim.$Shape;
            static create(properties?: ringkv.v1.Claim.$Properties): ringkv.v1.Claim;

            /**
             * Encodes the specified Claim message. Does not implicitly {@link ringkv.v1.Claim.verify|verify} messages.
             * @param message Claim message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Claim.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Claim message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Claim & ringkv.v1.Claim.$Shape} Claim
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Claim & ringkv.v1.Claim.$Shape;
        }

        namespace Claim {

            /** Properties of a Claim. */
            interface $Properties {

                /** Claim group */
                group?: (number|null);

                /** Claim term */
                term?: (number|null);

                /** Claim replica */
                replica?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Claim. */
            type $Shape = ringkv.v1.Claim.$Properties;
        }

        /**
         * Properties of a HeartbeatAck.
         * @deprecated Use ringkv.v1.HeartbeatAck.$Properties instead.
         */
        interface IHeartbeatAck extends ringkv.v1.HeartbeatAck.$Properties {
        }

        /** Represents a HeartbeatAck. */
        class HeartbeatAck {

            /**
             * Constructs a new HeartbeatAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.HeartbeatAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HeartbeatAck sentAt. */
            sentAt: number;

            /** HeartbeatAck epoch. */
            epoch: number;

            /** HeartbeatAck claimsVersion. */
            claimsVersion: number;

            /** HeartbeatAck notFollowing. */
            notFollowing: number[];

            /**
             * Creates a new HeartbeatAck instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HeartbeatAck instance
             */
            static create(properties: ringkv.v1.HeartbeatAck.$Shape): ringkv.v1.HeartbeatAck & ringkv.v1.HeartbeatAck.$Shape;
            static create(properties?: ringkv.v1.HeartbeatAck.$Properties): ringkv.v1.HeartbeatAck;

            /**
             * Encodes the specified HeartbeatAck message. Does not implicitly {@link ringkv.v1.HeartbeatAck.verify|verify} messages.
             * @param message HeartbeatAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.HeartbeatAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HeartbeatAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.HeartbeatAck & ringkv.v1.HeartbeatAck.$Shape} HeartbeatAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.HeartbeatAck & ringkv.v1.HeartbeatAck.$Shape;
        }

        namespace HeartbeatAck {

            /** Properties of a HeartbeatAck. */
            interface $Properties {

                /** HeartbeatAck sentAt */
                sentAt?: (number|null);

                /** HeartbeatAck epoch */
                epoch?: (number|null);

                /** HeartbeatAck claimsVersion */
                claimsVersion?: (number|null);

                /** HeartbeatAck notFollowing */
                notFollowing?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HeartbeatAck. */
            type $Shape = ringkv.v1.HeartbeatAck.$Properties;
        }

        /**
         * Properties of a RaftMessage.
         * @deprecated Use ringkv.v1.RaftMessage.$Properties instead.
         */
        interface IRaftMessage extends ringkv.v1.RaftMessage.$Properties {
        }

        /** Represents a RaftMessage. */
        class RaftMessage {

            /**
             * Constructs a new RaftMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.RaftMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftMessage group. */
            group: number;

            /** RaftMessage type. */
            type: number;

            /** RaftMessage from. */
            from: number;

            /** RaftMessage to. */
            to: number;

            /** RaftMessage term. */
            term: number;

            /** RaftMessage index. */
            index: number;

            /** RaftMessage logTerm. */
            logTerm: number;

            /** RaftMessage commit. */
            commit: number;

            /** RaftMessage commitTerm. */
            commitTerm: number;

            /** RaftMessage hint. */
            hint: number;

            /** RaftMessage context. */
            context: number;

            /** RaftMessage reject. */
            reject: boolean;

            /** RaftMessage force. */
            force: boolean;

            /** RaftMessage entries. */
            entries: ringkv.v1.RaftEntry.$Properties[];

            /** RaftMessage snapshot. */
            snapshot?: (ringkv.v1.RaftSnapshot.$Properties|null);

            /** RaftMessage promise. */
            promise: boolean;

            /** RaftMessage life. */
            life: number;

            /** RaftMessage session. */
            session: number;

            /**
             * Creates a new RaftMessage instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftMessage instance
             */
            static create(properties: ringkv.v1.RaftMessage.$Shape): ringkv.v1.RaftMessage & ringkv.v1.RaftMessage.$Shape;
            static create(properties?: ringkv.v1.RaftMessage.$Properties): ringkv.v1.RaftMessage;

            /**
             * Encodes the specified RaftMessage message. Does not implicitly {@link ringkv.v1.RaftMessage.verify|verify} messages.
             * @param message RaftMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.RaftMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.RaftMessage & ringkv.v1.RaftMessage.$Shape} RaftMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.RaftMessage & ringkv.v1.RaftMessage.$Shape;
        }

        namespace RaftMessage {

            /** Properties of a RaftMessage. */
            interface $Properties {

                /** RaftMessage group */
                group?: (number|null);

                /** RaftMessage type */
                type?: (number|null);

                /** RaftMessage from */
                from?: (number|null);

                /** RaftMessage to */
                to?: (number|null);

                /** RaftMessage term */
                term?: (number|null);

                /** RaftMessage index */
                index?: (number|null);

                /** RaftMessage logTerm */
                logTerm?: (number|null);

                /** RaftMessage commit */
                commit?: (number|null);

                /** RaftMessage commitTerm */
                commitTerm?: (number|null);

                /** RaftMessage hint */
                hint?: (number|null);

                /** RaftMessage context */
                context?: (number|null);

                /** RaftMessage reject */
                reject?: (boolean|null);

                /** RaftMessage force */
                force?: (boolean|null);

                /** RaftMessage entries */
                entries?: (ringkv.v1.RaftEntry.$Properties[]|null);

                /** RaftMessage snapshot */
                snapshot?: (ringkv.v1.RaftSnapshot.$Properties|null);

                /** RaftMessage promise */
                promise?: (boolean|null);

                /** RaftMessage life */
                life?: (number|null);

                /** RaftMessage session */
                session?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftMessage. */
            type $Shape = ringkv.v1.RaftMessage.$Properties;
        }

        /**
         * Properties of a RaftEntry.
         * @deprecated Use ringkv.v1.RaftEntry.$Properties instead.
         */
        interface IRaftEntry extends ringkv.v1.RaftEntry.$Properties {
        }

        /** Represents a RaftEntry. */
        class RaftEntry {

            /**
             * Constructs a new RaftEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.RaftEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftEntry term. */
            term: number;

            /** RaftEntry kind. */
            kind: number;

            /** RaftEntry data. */
            data: Uint8Array;

            /**
             * Creates a new RaftEntry instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftEntry instance
             */
            static create(properties: ringkv.v1.RaftEntry.$Shape): ringkv.v1.RaftEntry & ringkv.v1.RaftEntry.$Shape;
            static create(properties?: ringkv.v1.RaftEntry.$Properties): ringkv.v1.RaftEntry;

            /**
             * Encodes the specified RaftEntry message. Does not implicitly {@link ringkv.v1.RaftEntry.verify|verify} messages.
             * @param message RaftEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.RaftEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.RaftEntry & ringkv.v1.RaftEntry.$Shape} RaftEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.RaftEntry & ringkv.v1.RaftEntry.$Shape;
        }

        namespace RaftEntry {

            /** Properties of a RaftEntry. */
            interface $Properties {

                /** RaftEntry term */
                term?: (number|null);

                /** RaftEntry kind */
                kind?: (number|null);

                /** RaftEntry data */
                data?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftEntry. */
            type $Shape = ringkv.v1.RaftEntry.$Properties;
        }

        /**
         * Properties of a RaftSnapshot.
         * @deprecated Use ringkv.v1.RaftSnapshot.$Properties instead.
         */
        interface IRaftSnapshot extends ringkv.v1.RaftSnapshot.$Properties {
        }

        /** Represents a RaftSnapshot. */
        class RaftSnapshot {

            /**
             * Constructs a new RaftSnapshot.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.RaftSnapshot.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftSnapshot index. */
            index: number;

            /** RaftSnapshot term. */
            term: number;

            /** RaftSnapshot conf. */
            conf: Uint8Array;

            /**
             * Creates a new RaftSnapshot instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftSnapshot instance
             */
            static create(properties: ringkv.v1.RaftSnapshot.$Shape): ringkv.v1.RaftSnapshot & ringkv.v1.RaftSnapshot.$Shape;
            static create(properties?: ringkv.v1.RaftSnapshot.$Properties): ringkv.v1.RaftSnapshot;

            /**
             * Encodes the specified RaftSnapshot message. Does not implicitly {@link ringkv.v1.RaftSnapshot.verify|verify} messages.
             * @param message RaftSnapshot message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.RaftSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftSnapshot message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.RaftSnapshot & ringkv.v1.RaftSnapshot.$Shape} RaftSnapshot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.RaftSnapshot & ringkv.v1.RaftSnapshot.$Shape;
        }

        namespace RaftSnapshot {

            /** Properties of a RaftSnapshot. */
            interface $Properties {

                /** RaftSnapshot index */
                index?: (number|null);

                /** RaftSnapshot term */
                term?: (number|null);

                /** RaftSnapshot conf */
                conf?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftSnapshot. */
            type $Shape = ringkv.v1.RaftSnapshot.$Properties;
        }

        /**
         * Properties of a FetchSnapshotRequest.
         * @deprecated Use ringkv.v1.FetchSnapshotRequest.$Properties instead.
         */
        interface IFetchSnapshotRequest extends ringkv.v1.FetchSnapshotRequest.$Properties {
        }

        /** Represents a FetchSnapshotRequest. */
        class FetchSnapshotRequest {

            /**
             * Constructs a new FetchSnapshotRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.FetchSnapshotRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchSnapshotRequest clusterId. */
            clusterId: Uint8Array;

            /** FetchSnapshotRequest fromMember. */
            fromMember: number;

            /** FetchSnapshotRequest incarnation. */
            incarnation: Uint8Array;

            /** FetchSnapshotRequest group. */
            group: number;

            /** FetchSnapshotRequest index. */
            index: number;

            /** FetchSnapshotRequest resume. */
            resume?: (ringkv.v1.SnapshotPoint.$Properties|null);

            /**
             * Creates a new FetchSnapshotRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchSnapshotRequest instance
             */
            static create(properties: ringkv.v1.FetchSnapshotRequest.$Shape): ringkv.v1.FetchSnapshotRequest & ringkv.v1.FetchSnapshotRequest.$Shape;
            static create(properties?: ringkv.v1.FetchSnapshotRequest.$Properties): ringkv.v1.FetchSnapshotRequest;

            /**
             * Encodes the specified FetchSnapshotRequest message. Does not implicitly {@link ringkv.v1.FetchSnapshotRequest.verify|verify} messages.
             * @param message FetchSnapshotRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.FetchSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchSnapshotRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.FetchSnapshotRequest & ringkv.v1.FetchSnapshotRequest.$Shape} FetchSnapshotRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.FetchSnapshotRequest & ringkv.v1.FetchSnapshotRequest.$Shape;
        }

        namespace FetchSnapshotRequest {

            /** Properties of a FetchSnapshotRequest. */
            interface $Properties {

                /** FetchSnapshotRequest clusterId */
                clusterId?: (Uint8Array|null);

                /** FetchSnapshotRequest fromMember */
                fromMember?: (number|null);

                /** FetchSnapshotRequest incarnation */
                incarnation?: (Uint8Array|null);

                /** FetchSnapshotRequest group */
                group?: (number|null);

                /** FetchSnapshotRequest index */
                index?: (number|null);

                /** FetchSnapshotRequest resume */
                resume?: (ringkv.v1.SnapshotPoint.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchSnapshotRequest. */
            type $Shape = ringkv.v1.FetchSnapshotRequest.$Properties;
        }

        /**
         * Properties of a SnapshotPoint.
         * @deprecated Use ringkv.v1.SnapshotPoint.$Properties instead.
         */
        interface ISnapshotPoint extends ringkv.v1.SnapshotPoint.$Properties {
        }

        /** Represents a SnapshotPoint. */
        class SnapshotPoint {

            /**
             * Constructs a new SnapshotPoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.SnapshotPoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SnapshotPoint epoch. */
            epoch: number;

            /** SnapshotPoint number. */
            number: number;

            /** SnapshotPoint sequence. */
            sequence: number;

            /**
             * Creates a new SnapshotPoint instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotPoint instance
             */
            static create(properties: ringkv.v1.SnapshotPoint.$Shape): ringkv.v1.SnapshotPoint & ringkv.v1.SnapshotPoint.$Shape;
            static create(properties?: ringkv.v1.SnapshotPoint.$Properties): ringkv.v1.SnapshotPoint;

            /**
             * Encodes the specified SnapshotPoint message. Does not implicitly {@link ringkv.v1.SnapshotPoint.verify|verify} messages.
             * @param message SnapshotPoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.SnapshotPoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotPoint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.SnapshotPoint & ringkv.v1.SnapshotPoint.$Shape} SnapshotPoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.SnapshotPoint & ringkv.v1.SnapshotPoint.$Shape;
        }

        namespace SnapshotPoint {

            /** Properties of a SnapshotPoint. */
            interface $Properties {

                /** SnapshotPoint epoch */
                epoch?: (number|null);

                /** SnapshotPoint number */
                number?: (number|null);

                /** SnapshotPoint sequence */
                sequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SnapshotPoint. */
            type $Shape = ringkv.v1.SnapshotPoint.$Properties;
        }

        /**
         * Properties of a SnapshotChunk.
         * @deprecated Use ringkv.v1.SnapshotChunk.$Properties instead.
         */
        interface ISnapshotChunk extends ringkv.v1.SnapshotChunk.$Properties {
        }

        /** Represents a SnapshotChunk. */
        class SnapshotChunk {

            /**
             * Constructs a new SnapshotChunk.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.SnapshotChunk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SnapshotChunk meta. */
            meta?: (ringkv.v1.RaftSnapshot.$Properties|null);

            /** SnapshotChunk data. */
            data: Uint8Array;

            /** SnapshotChunk point. */
            point?: (ringkv.v1.SnapshotPoint.$Properties|null);

            /**
             * Creates a new SnapshotChunk instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotChunk instance
             */
            static create(properties: ringkv.v1.SnapshotChunk.$Shape): ringkv.v1.SnapshotChunk & ringkv.v1.SnapshotChunk.$Shape;
            static create(properties?: ringkv.v1.SnapshotChunk.$Properties): ringkv.v1.SnapshotChunk;

            /**
             * Encodes the specified SnapshotChunk message. Does not implicitly {@link ringkv.v1.SnapshotChunk.verify|verify} messages.
             * @param message SnapshotChunk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.SnapshotChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotChunk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.SnapshotChunk & ringkv.v1.SnapshotChunk.$Shape} SnapshotChunk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.SnapshotChunk & ringkv.v1.SnapshotChunk.$Shape;
        }

        namespace SnapshotChunk {

            /** Properties of a SnapshotChunk. */
            interface $Properties {

                /** SnapshotChunk meta */
                meta?: (ringkv.v1.RaftSnapshot.$Properties|null);

                /** SnapshotChunk data */
                data?: (Uint8Array|null);

                /** SnapshotChunk point */
                point?: (ringkv.v1.SnapshotPoint.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SnapshotChunk. */
            type $Shape = ringkv.v1.SnapshotChunk.$Properties;
        }

        /**
         * Properties of a WatchRequest.
         * @deprecated Use ringkv.v1.WatchRequest.$Properties instead.
         */
        interface IWatchRequest extends ringkv.v1.WatchRequest.$Properties {
        }

        /** Represents a WatchRequest. */
        class WatchRequest {

            /**
             * Constructs a new WatchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchRequest create. */
            create?: (ringkv.v1.WatchCreate.$Properties|null);

            /** WatchRequest cancel. */
            cancel?: (ringkv.v1.WatchCancel.$Properties|null);

            /** WatchRequest ask. */
            ask?: (ringkv.v1.WatchAsk.$Properties|null);

            /** WatchRequest request. */
            request?: ("create"|"cancel"|"ask");

            /**
             * Creates a new WatchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchRequest instance
             */
            static create(properties: ringkv.v1.WatchRequest.$Shape): ringkv.v1.WatchRequest & ringkv.v1.WatchRequest.$Shape;
            static create(properties?: ringkv.v1.WatchRequest.$Properties): ringkv.v1.WatchRequest;

            /**
             * Encodes the specified WatchRequest message. Does not implicitly {@link ringkv.v1.WatchRequest.verify|verify} messages.
             * @param message WatchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchRequest & ringkv.v1.WatchRequest.$Shape} WatchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchRequest & ringkv.v1.WatchRequest.$Shape;
        }

        namespace WatchRequest {

            /** Properties of a WatchRequest. */
            interface $Properties {

                /** WatchRequest create */
                create?: (ringkv.v1.WatchCreate.$Properties|null);

                /** WatchRequest cancel */
                cancel?: (ringkv.v1.WatchCancel.$Properties|null);

                /** WatchRequest ask */
                ask?: (ringkv.v1.WatchAsk.$Properties|null);

                /** WatchRequest request */
                request?: ("create"|"cancel"|"ask");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a WatchRequest. */
            type $Shape = {
              create?: ringkv.v1.WatchCreate.$Shape|null;
              cancel?: ringkv.v1.WatchCancel.$Shape|null;
              ask?: ringkv.v1.WatchAsk.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ request?: undefined; create?: null; cancel?: null; ask?: null }|{ request?: "create"; create: ringkv.v1.WatchCreate.$Shape; cancel?: null; ask?: null }|{ request?: "cancel"; create?: null; cancel: ringkv.v1.WatchCancel.$Shape; ask?: null }|{ request?: "ask"; create?: null; cancel?: null; ask: ringkv.v1.WatchAsk.$Shape })
            );
        }

        /**
         * Properties of a SubscribeRequest.
         * @deprecated Use ringkv.v1.SubscribeRequest.$Properties instead.
         */
        interface ISubscribeRequest extends ringkv.v1.SubscribeRequest.$Properties {
        }

        /** Represents a SubscribeRequest. */
        class SubscribeRequest {

            /**
             * Constructs a new SubscribeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.SubscribeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubscribeRequest create. */
            create?: (ringkv.v1.WatchCreate.$Properties|null);

            /**
             * Creates a new SubscribeRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SubscribeRequest instance
             */
            static create(properties: ringkv.v1.SubscribeRequest.$Shape): ringkv.v1.SubscribeRequest & ringkv.v1.SubscribeRequest.$Shape;
            static create(properties?: ringkv.v1.SubscribeRequest.$Properties): ringkv.v1.SubscribeRequest;

            /**
             * Encodes the specified SubscribeRequest message. Does not implicitly {@link ringkv.v1.SubscribeRequest.verify|verify} messages.
             * @param message SubscribeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.SubscribeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubscribeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.SubscribeRequest & ringkv.v1.SubscribeRequest.$Shape} SubscribeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.SubscribeRequest & ringkv.v1.SubscribeRequest.$Shape;
        }

        namespace SubscribeRequest {

            /** Properties of a SubscribeRequest. */
            interface $Properties {

                /** SubscribeRequest create */
                create?: (ringkv.v1.WatchCreate.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubscribeRequest. */
            type $Shape = {
              create?: ringkv.v1.WatchCreate.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a WatchCreate.
         * @deprecated Use ringkv.v1.WatchCreate.$Properties instead.
         */
        interface IWatchCreate extends ringkv.v1.WatchCreate.$Properties {
        }

        /** Represents a WatchCreate. */
        class WatchCreate {

            /**
             * Constructs a new WatchCreate.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchCreate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchCreate header. */
            header?: (ringkv.v1.RequestHeader.$Properties|null);

            /** WatchCreate watchId. */
            watchId: number;

            /** WatchCreate key. */
            key?: (Uint8Array|null);

            /** WatchCreate prefix. */
            prefix?: (Uint8Array|null);

            /** WatchCreate cursor. */
            cursor: Uint8Array;

            /** WatchCreate initial. */
            initial: boolean;

            /** WatchCreate partitions. */
            partitions: number[];

            /** WatchCreate without. */
            without: ringkv.v1.EventKind[];

            /** WatchCreate keysOnly. */
            keysOnly: boolean;

            /** WatchCreate direct. */
            direct: boolean;

            /** WatchCreate target. */
            target?: ("key"|"prefix");

            /**
             * Creates a new WatchCreate instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchCreate instance
             */
            static create(properties: ringkv.v1.WatchCreate.$Shape): ringkv.v1.WatchCreate & ringkv.v1.WatchCreate.$Shape;
            static create(properties?: ringkv.v1.WatchCreate.$Properties): ringkv.v1.WatchCreate;

            /**
             * Encodes the specified WatchCreate message. Does not implicitly {@link ringkv.v1.WatchCreate.verify|verify} messages.
             * @param message WatchCreate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchCreate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchCreate message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchCreate & ringkv.v1.WatchCreate.$Shape} WatchCreate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchCreate & ringkv.v1.WatchCreate.$Shape;
        }

        namespace WatchCreate {

            /** Properties of a WatchCreate. */
            interface $Properties {

                /** WatchCreate header */
                header?: (ringkv.v1.RequestHeader.$Properties|null);

                /** WatchCreate watchId */
                watchId?: (number|null);

                /** WatchCreate key */
                key?: (Uint8Array|null);

                /** WatchCreate prefix */
                prefix?: (Uint8Array|null);

                /** WatchCreate cursor */
                cursor?: (Uint8Array|null);

                /** WatchCreate initial */
                initial?: (boolean|null);

                /** WatchCreate partitions */
                partitions?: (number[]|null);

                /** WatchCreate without */
                without?: (ringkv.v1.EventKind[]|null);

                /** WatchCreate keysOnly */
                keysOnly?: (boolean|null);

                /** WatchCreate direct */
                direct?: (boolean|null);

                /** WatchCreate target */
                target?: ("key"|"prefix");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a WatchCreate. */
            type $Shape = {
              header?: ringkv.v1.RequestHeader.$Shape|null;
              watchId?: number|null;
              key?: Uint8Array|null;
              prefix?: Uint8Array|null;
              cursor?: Uint8Array|null;
              initial?: boolean|null;
              partitions?: number[]|null;
              without?: ringkv.v1.EventKind[]|null;
              keysOnly?: boolean|null;
              direct?: boolean|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ target?: undefined; key?: null; prefix?: null }|{ target?: "key"; key: Uint8Array; prefix?: null }|{ target?: "prefix"; key?: null; prefix: Uint8Array })
            );
        }

        /**
         * Properties of a WatchCancel.
         * @deprecated Use ringkv.v1.WatchCancel.$Properties instead.
         */
        interface IWatchCancel extends ringkv.v1.WatchCancel.$Properties {
        }

        /** Represents a WatchCancel. */
        class WatchCancel {

            /**
             * Constructs a new WatchCancel.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchCancel.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchCancel watchId. */
            watchId: number;

            /**
             * Creates a new WatchCancel instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchCancel instance
             */
            static create(properties: ringkv.v1.WatchCancel.$Shape): ringkv.v1.WatchCancel & ringkv.v1.WatchCancel.$Shape;
            static create(properties?: ringkv.v1.WatchCancel.$Properties): ringkv.v1.WatchCancel;

            /**
             * Encodes the specified WatchCancel message. Does not implicitly {@link ringkv.v1.WatchCancel.verify|verify} messages.
             * @param message WatchCancel message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchCancel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchCancel message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchCancel & ringkv.v1.WatchCancel.$Shape} WatchCancel
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchCancel & ringkv.v1.WatchCancel.$Shape;
        }

        namespace WatchCancel {

            /** Properties of a WatchCancel. */
            interface $Properties {

                /** WatchCancel watchId */
                watchId?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchCancel. */
            type $Shape = ringkv.v1.WatchCancel.$Properties;
        }

        /**
         * Properties of a WatchAsk.
         * @deprecated Use ringkv.v1.WatchAsk.$Properties instead.
         */
        interface IWatchAsk extends ringkv.v1.WatchAsk.$Properties {
        }

        /** Represents a WatchAsk. */
        class WatchAsk {

            /**
             * Constructs a new WatchAsk.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchAsk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new WatchAsk instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchAsk instance
             */
            static create(properties: ringkv.v1.WatchAsk.$Shape): ringkv.v1.WatchAsk & ringkv.v1.WatchAsk.$Shape;
            static create(properties?: ringkv.v1.WatchAsk.$Properties): ringkv.v1.WatchAsk;

            /**
             * Encodes the specified WatchAsk message. Does not implicitly {@link ringkv.v1.WatchAsk.verify|verify} messages.
             * @param message WatchAsk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchAsk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchAsk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchAsk & ringkv.v1.WatchAsk.$Shape} WatchAsk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchAsk & ringkv.v1.WatchAsk.$Shape;
        }

        namespace WatchAsk {

            /** Properties of a WatchAsk. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchAsk. */
            type $Shape = ringkv.v1.WatchAsk.$Properties;
        }

        /**
         * Properties of a WatchCursor.
         * @deprecated Use ringkv.v1.WatchCursor.$Properties instead.
         */
        interface IWatchCursor extends ringkv.v1.WatchCursor.$Properties {
        }

        /** Represents a WatchCursor. */
        class WatchCursor {

            /**
             * Constructs a new WatchCursor.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchCursor.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchCursor clusterId. */
            clusterId: Uint8Array;

            /** WatchCursor positions. */
            positions: ringkv.v1.WatchPosition.$Properties[];

            /**
             * Creates a new WatchCursor instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchCursor instance
             */
            static create(properties: ringkv.v1.WatchCursor.$Shape): ringkv.v1.WatchCursor & ringkv.v1.WatchCursor.$Shape;
            static create(properties?: ringkv.v1.WatchCursor.$Properties): ringkv.v1.WatchCursor;

            /**
             * Encodes the specified WatchCursor message. Does not implicitly {@link ringkv.v1.WatchCursor.verify|verify} messages.
             * @param message WatchCursor message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchCursor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchCursor message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchCursor & ringkv.v1.WatchCursor.$Shape} WatchCursor
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchCursor & ringkv.v1.WatchCursor.$Shape;
        }

        namespace WatchCursor {

            /** Properties of a WatchCursor. */
            interface $Properties {

                /** WatchCursor clusterId */
                clusterId?: (Uint8Array|null);

                /** WatchCursor positions */
                positions?: (ringkv.v1.WatchPosition.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchCursor. */
            type $Shape = ringkv.v1.WatchCursor.$Properties;
        }

        /**
         * Properties of a WatchPosition.
         * @deprecated Use ringkv.v1.WatchPosition.$Properties instead.
         */
        interface IWatchPosition extends ringkv.v1.WatchPosition.$Properties {
        }

        /** Represents a WatchPosition. */
        class WatchPosition {

            /**
             * Constructs a new WatchPosition.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchPosition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchPosition partition. */
            partition: number;

            /** WatchPosition revision. */
            revision: number;

            /** WatchPosition scannedTo. */
            scannedTo: Uint8Array;

            /**
             * Creates a new WatchPosition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchPosition instance
             */
            static create(properties: ringkv.v1.WatchPosition.$Shape): ringkv.v1.WatchPosition & ringkv.v1.WatchPosition.$Shape;
            static create(properties?: ringkv.v1.WatchPosition.$Properties): ringkv.v1.WatchPosition;

            /**
             * Encodes the specified WatchPosition message. Does not implicitly {@link ringkv.v1.WatchPosition.verify|verify} messages.
             * @param message WatchPosition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchPosition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchPosition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchPosition & ringkv.v1.WatchPosition.$Shape} WatchPosition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchPosition & ringkv.v1.WatchPosition.$Shape;
        }

        namespace WatchPosition {

            /** Properties of a WatchPosition. */
            interface $Properties {

                /** WatchPosition partition */
                partition?: (number|null);

                /** WatchPosition revision */
                revision?: (number|null);

                /** WatchPosition scannedTo */
                scannedTo?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchPosition. */
            type $Shape = ringkv.v1.WatchPosition.$Properties;
        }

        /**
         * Properties of a WatchResponse.
         * @deprecated Use ringkv.v1.WatchResponse.$Properties instead.
         */
        interface IWatchResponse extends ringkv.v1.WatchResponse.$Properties {
        }

        /** Represents a WatchResponse. */
        class WatchResponse {

            /**
             * Constructs a new WatchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchResponse created. */
            created?: (ringkv.v1.WatchCreated.$Properties|null);

            /** WatchResponse records. */
            records?: (ringkv.v1.WatchRecords.$Properties|null);

            /** WatchResponse events. */
            events?: (ringkv.v1.WatchEvents.$Properties|null);

            /** WatchResponse synced. */
            synced?: (ringkv.v1.WatchSynced.$Properties|null);

            /** WatchResponse progress. */
            progress?: (ringkv.v1.WatchProgress.$Properties|null);

            /** WatchResponse ended. */
            ended?: (ringkv.v1.WatchEnded.$Properties|null);

            /** WatchResponse response. */
            response?: ("created"|"records"|"events"|"synced"|"progress"|"ended");

            /**
             * Creates a new WatchResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchResponse instance
             */
            static create(properties: ringkv.v1.WatchResponse.$Shape): ringkv.v1.WatchResponse & ringkv.v1.WatchResponse.$Shape;
            static create(properties?: ringkv.v1.WatchResponse.$Properties): ringkv.v1.WatchResponse;

            /**
             * Encodes the specified WatchResponse message. Does not implicitly {@link ringkv.v1.WatchResponse.verify|verify} messages.
             * @param message WatchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchResponse & ringkv.v1.WatchResponse.$Shape} WatchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchResponse & ringkv.v1.WatchResponse.$Shape;
        }

        namespace WatchResponse {

            /** Properties of a WatchResponse. */
            interface $Properties {

                /** WatchResponse created */
                created?: (ringkv.v1.WatchCreated.$Properties|null);

                /** WatchResponse records */
                records?: (ringkv.v1.WatchRecords.$Properties|null);

                /** WatchResponse events */
                events?: (ringkv.v1.WatchEvents.$Properties|null);

                /** WatchResponse synced */
                synced?: (ringkv.v1.WatchSynced.$Properties|null);

                /** WatchResponse progress */
                progress?: (ringkv.v1.WatchProgress.$Properties|null);

                /** WatchResponse ended */
                ended?: (ringkv.v1.WatchEnded.$Properties|null);

                /** WatchResponse response */
                response?: ("created"|"records"|"events"|"synced"|"progress"|"ended");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a WatchResponse. */
            type $Shape = {
              created?: ringkv.v1.WatchCreated.$Shape|null;
              records?: ringkv.v1.WatchRecords.$Shape|null;
              events?: ringkv.v1.WatchEvents.$Shape|null;
              synced?: ringkv.v1.WatchSynced.$Shape|null;
              progress?: ringkv.v1.WatchProgress.$Shape|null;
              ended?: ringkv.v1.WatchEnded.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ response?: undefined; created?: null; records?: null; events?: null; synced?: null; progress?: null; ended?: null }|{ response?: "created"; created: ringkv.v1.WatchCreated.$Shape; records?: null; events?: null; synced?: null; progress?: null; ended?: null }|{ response?: "records"; created?: null; records: ringkv.v1.WatchRecords.$Shape; events?: null; synced?: null; progress?: null; ended?: null }|{ response?: "events"; created?: null; records?: null; events: ringkv.v1.WatchEvents.$Shape; synced?: null; progress?: null; ended?: null }|{ response?: "synced"; created?: null; records?: null; events?: null; synced: ringkv.v1.WatchSynced.$Shape; progress?: null; ended?: null }|{ response?: "progress"; created?: null; records?: null; events?: null; synced?: null; progress: ringkv.v1.WatchProgress.$Shape; ended?: null }|{ response?: "ended"; created?: null; records?: null; events?: null; synced?: null; progress?: null; ended: ringkv.v1.WatchEnded.$Shape })
            );
        }

        /**
         * Properties of a WatchCreated.
         * @deprecated Use ringkv.v1.WatchCreated.$Properties instead.
         */
        interface IWatchCreated extends ringkv.v1.WatchCreated.$Properties {
        }

        /** Represents a WatchCreated. */
        class WatchCreated {

            /**
             * Constructs a new WatchCreated.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchCreated.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchCreated watchId. */
            watchId: number;

            /** WatchCreated clusterId. */
            clusterId: Uint8Array;

            /** WatchCreated partitions. */
            partitions: number[];

            /** WatchCreated servedBy. */
            servedBy: number;

            /**
             * Creates a new WatchCreated instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchCreated instance
             */
            static create(properties: ringkv.v1.WatchCreated.$Shape): ringkv.v1.WatchCreated & ringkv.v1.WatchCreated.$Shape;
            static create(properties?: ringkv.v1.WatchCreated.$Properties): ringkv.v1.WatchCreated;

            /**
             * Encodes the specified WatchCreated message. Does not implicitly {@link ringkv.v1.WatchCreated.verify|verify} messages.
             * @param message WatchCreated message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchCreated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchCreated message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchCreated & ringkv.v1.WatchCreated.$Shape} WatchCreated
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchCreated & ringkv.v1.WatchCreated.$Shape;
        }

        namespace WatchCreated {

            /** Properties of a WatchCreated. */
            interface $Properties {

                /** WatchCreated watchId */
                watchId?: (number|null);

                /** WatchCreated clusterId */
                clusterId?: (Uint8Array|null);

                /** WatchCreated partitions */
                partitions?: (number[]|null);

                /** WatchCreated servedBy */
                servedBy?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchCreated. */
            type $Shape = ringkv.v1.WatchCreated.$Properties;
        }

        /**
         * Properties of a WatchRecords.
         * @deprecated Use ringkv.v1.WatchRecords.$Properties instead.
         */
        interface IWatchRecords extends ringkv.v1.WatchRecords.$Properties {
        }

        /** Represents a WatchRecords. */
        class WatchRecords {

            /**
             * Constructs a new WatchRecords.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchRecords.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchRecords watchId. */
            watchId: number;

            /** WatchRecords partition. */
            partition: number;

            /** WatchRecords revision. */
            revision: number;

            /** WatchRecords records. */
            records: ringkv.v1.Record.$Properties[];

            /** WatchRecords scannedTo. */
            scannedTo: Uint8Array;

            /**
             * Creates a new WatchRecords instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchRecords instance
             */
            static create(properties: ringkv.v1.WatchRecords.$Shape): ringkv.v1.WatchRecords & ringkv.v1.WatchRecords.$Shape;
            static create(properties?: ringkv.v1.WatchRecords.$Properties): ringkv.v1.WatchRecords;

            /**
             * Encodes the specified WatchRecords message. Does not implicitly {@link ringkv.v1.WatchRecords.verify|verify} messages.
             * @param message WatchRecords message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchRecords.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchRecords message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchRecords & ringkv.v1.WatchRecords.$Shape} WatchRecords
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchRecords & ringkv.v1.WatchRecords.$Shape;
        }

        namespace WatchRecords {

            /** Properties of a WatchRecords. */
            interface $Properties {

                /** WatchRecords watchId */
                watchId?: (number|null);

                /** WatchRecords partition */
                partition?: (number|null);

                /** WatchRecords revision */
                revision?: (number|null);

                /** WatchRecords records */
                records?: (ringkv.v1.Record.$Properties[]|null);

                /** WatchRecords scannedTo */
                scannedTo?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchRecords. */
            type $Shape = ringkv.v1.WatchRecords.$Properties;
        }

        /**
         * Properties of a WatchEvents.
         * @deprecated Use ringkv.v1.WatchEvents.$Properties instead.
         */
        interface IWatchEvents extends ringkv.v1.WatchEvents.$Properties {
        }

        /** Represents a WatchEvents. */
        class WatchEvents {

            /**
             * Constructs a new WatchEvents.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchEvents.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchEvents partition. */
            partition: number;

            /** WatchEvents revision. */
            revision: number;

            /** WatchEvents more. */
            more: boolean;

            /** WatchEvents events. */
            events: ringkv.v1.WatchedEvent.$Properties[];

            /**
             * Creates a new WatchEvents instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchEvents instance
             */
            static create(properties: ringkv.v1.WatchEvents.$Shape): ringkv.v1.WatchEvents & ringkv.v1.WatchEvents.$Shape;
            static create(properties?: ringkv.v1.WatchEvents.$Properties): ringkv.v1.WatchEvents;

            /**
             * Encodes the specified WatchEvents message. Does not implicitly {@link ringkv.v1.WatchEvents.verify|verify} messages.
             * @param message WatchEvents message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchEvents.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchEvents message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchEvents & ringkv.v1.WatchEvents.$Shape} WatchEvents
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchEvents & ringkv.v1.WatchEvents.$Shape;
        }

        namespace WatchEvents {

            /** Properties of a WatchEvents. */
            interface $Properties {

                /** WatchEvents partition */
                partition?: (number|null);

                /** WatchEvents revision */
                revision?: (number|null);

                /** WatchEvents more */
                more?: (boolean|null);

                /** WatchEvents events */
                events?: (ringkv.v1.WatchedEvent.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchEvents. */
            type $Shape = ringkv.v1.WatchEvents.$Properties;
        }

        /**
         * Properties of a WatchedEvent.
         * @deprecated Use ringkv.v1.WatchedEvent.$Properties instead.
         */
        interface IWatchedEvent extends ringkv.v1.WatchedEvent.$Properties {
        }

        /** Represents a WatchedEvent. */
        class WatchedEvent {

            /**
             * Constructs a new WatchedEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchedEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchedEvent event. */
            event?: (ringkv.v1.Event.$Properties|null);

            /** WatchedEvent watchIds. */
            watchIds: number[];

            /**
             * Creates a new WatchedEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchedEvent instance
             */
            static create(properties: ringkv.v1.WatchedEvent.$Shape): ringkv.v1.WatchedEvent & ringkv.v1.WatchedEvent.$Shape;
            static create(properties?: ringkv.v1.WatchedEvent.$Properties): ringkv.v1.WatchedEvent;

            /**
             * Encodes the specified WatchedEvent message. Does not implicitly {@link ringkv.v1.WatchedEvent.verify|verify} messages.
             * @param message WatchedEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchedEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchedEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchedEvent & ringkv.v1.WatchedEvent.$Shape} WatchedEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchedEvent & ringkv.v1.WatchedEvent.$Shape;
        }

        namespace WatchedEvent {

            /** Properties of a WatchedEvent. */
            interface $Properties {

                /** WatchedEvent event */
                event?: (ringkv.v1.Event.$Properties|null);

                /** WatchedEvent watchIds */
                watchIds?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchedEvent. */
            type $Shape = ringkv.v1.WatchedEvent.$Properties;
        }

        /** EventKind enum. */
        enum EventKind {

            /** EVENT_KIND_UNSPECIFIED value */
            EVENT_KIND_UNSPECIFIED = 0,

            /** EVENT_PUT value */
            EVENT_PUT = 1,

            /** EVENT_DELETE value */
            EVENT_DELETE = 2,

            /** EVENT_EXPIRE value */
            EVENT_EXPIRE = 3,

            /** EVENT_TOUCH value */
            EVENT_TOUCH = 4
        }

        /**
         * Properties of an Event.
         * @deprecated Use ringkv.v1.Event.$Properties instead.
         */
        interface IEvent extends ringkv.v1.Event.$Properties {
        }

        /** Represents an Event. */
        class Event {

            /**
             * Constructs a new Event.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.Event.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Event kind. */
            kind: ringkv.v1.EventKind;

            /** Event key. */
            key: Uint8Array;

            /** Event value. */
            value: Uint8Array;

            /** Event revision. */
            revision: number;

            /** Event version. */
            version: number;

            /** Event createRevision. */
            createRevision: number;

            /** Event modRevision. */
            modRevision: number;

            /** Event expiresAt. */
            expiresAt: number;

            /** Event partitionTimeMs. */
            partitionTimeMs: number;

            /**
             * Creates a new Event instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Event instance
             */
            static create(properties: ringkv.v1.Event.$Shape): ringkv.v1.Event & ringkv.v1.Event.$Shape;
            static create(properties?: ringkv.v1.Event.$Properties): ringkv.v1.Event;

            /**
             * Encodes the specified Event message. Does not implicitly {@link ringkv.v1.Event.verify|verify} messages.
             * @param message Event message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.Event & ringkv.v1.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.Event & ringkv.v1.Event.$Shape;
        }

        namespace Event {

            /** Properties of an Event. */
            interface $Properties {

                /** Event kind */
                kind?: (ringkv.v1.EventKind|null);

                /** Event key */
                key?: (Uint8Array|null);

                /** Event value */
                value?: (Uint8Array|null);

                /** Event revision */
                revision?: (number|null);

                /** Event version */
                version?: (number|null);

                /** Event createRevision */
                createRevision?: (number|null);

                /** Event modRevision */
                modRevision?: (number|null);

                /** Event expiresAt */
                expiresAt?: (number|null);

                /** Event partitionTimeMs */
                partitionTimeMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Event. */
            type $Shape = ringkv.v1.Event.$Properties;
        }

        /**
         * Properties of a WatchSynced.
         * @deprecated Use ringkv.v1.WatchSynced.$Properties instead.
         */
        interface IWatchSynced extends ringkv.v1.WatchSynced.$Properties {
        }

        /** Represents a WatchSynced. */
        class WatchSynced {

            /**
             * Constructs a new WatchSynced.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchSynced.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchSynced watchId. */
            watchId: number;

            /** WatchSynced partition. */
            partition: number;

            /** WatchSynced revision. */
            revision: number;

            /**
             * Creates a new WatchSynced instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchSynced instance
             */
            static create(properties: ringkv.v1.WatchSynced.$Shape): ringkv.v1.WatchSynced & ringkv.v1.WatchSynced.$Shape;
            static create(properties?: ringkv.v1.WatchSynced.$Properties): ringkv.v1.WatchSynced;

            /**
             * Encodes the specified WatchSynced message. Does not implicitly {@link ringkv.v1.WatchSynced.verify|verify} messages.
             * @param message WatchSynced message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchSynced.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchSynced message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchSynced & ringkv.v1.WatchSynced.$Shape} WatchSynced
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchSynced & ringkv.v1.WatchSynced.$Shape;
        }

        namespace WatchSynced {

            /** Properties of a WatchSynced. */
            interface $Properties {

                /** WatchSynced watchId */
                watchId?: (number|null);

                /** WatchSynced partition */
                partition?: (number|null);

                /** WatchSynced revision */
                revision?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchSynced. */
            type $Shape = ringkv.v1.WatchSynced.$Properties;
        }

        /**
         * Properties of a WatchProgress.
         * @deprecated Use ringkv.v1.WatchProgress.$Properties instead.
         */
        interface IWatchProgress extends ringkv.v1.WatchProgress.$Properties {
        }

        /** Represents a WatchProgress. */
        class WatchProgress {

            /**
             * Constructs a new WatchProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchProgress.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchProgress partitions. */
            partitions: ringkv.v1.PartitionProgress.$Properties[];

            /**
             * Creates a new WatchProgress instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchProgress instance
             */
            static create(properties: ringkv.v1.WatchProgress.$Shape): ringkv.v1.WatchProgress & ringkv.v1.WatchProgress.$Shape;
            static create(properties?: ringkv.v1.WatchProgress.$Properties): ringkv.v1.WatchProgress;

            /**
             * Encodes the specified WatchProgress message. Does not implicitly {@link ringkv.v1.WatchProgress.verify|verify} messages.
             * @param message WatchProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchProgress & ringkv.v1.WatchProgress.$Shape} WatchProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchProgress & ringkv.v1.WatchProgress.$Shape;
        }

        namespace WatchProgress {

            /** Properties of a WatchProgress. */
            interface $Properties {

                /** WatchProgress partitions */
                partitions?: (ringkv.v1.PartitionProgress.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchProgress. */
            type $Shape = ringkv.v1.WatchProgress.$Properties;
        }

        /**
         * Properties of a PartitionProgress.
         * @deprecated Use ringkv.v1.PartitionProgress.$Properties instead.
         */
        interface IPartitionProgress extends ringkv.v1.PartitionProgress.$Properties {
        }

        /** Represents a PartitionProgress. */
        class PartitionProgress {

            /**
             * Constructs a new PartitionProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.PartitionProgress.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartitionProgress partition. */
            partition: number;

            /** PartitionProgress revision. */
            revision: number;

            /** PartitionProgress partitionTimeMs. */
            partitionTimeMs: number;

            /**
             * Creates a new PartitionProgress instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PartitionProgress instance
             */
            static create(properties: ringkv.v1.PartitionProgress.$Shape): ringkv.v1.PartitionProgress & ringkv.v1.PartitionProgress.$Shape;
            static create(properties?: ringkv.v1.PartitionProgress.$Properties): ringkv.v1.PartitionProgress;

            /**
             * Encodes the specified PartitionProgress message. Does not implicitly {@link ringkv.v1.PartitionProgress.verify|verify} messages.
             * @param message PartitionProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.PartitionProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartitionProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.PartitionProgress & ringkv.v1.PartitionProgress.$Shape} PartitionProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.PartitionProgress & ringkv.v1.PartitionProgress.$Shape;
        }

        namespace PartitionProgress {

            /** Properties of a PartitionProgress. */
            interface $Properties {

                /** PartitionProgress partition */
                partition?: (number|null);

                /** PartitionProgress revision */
                revision?: (number|null);

                /** PartitionProgress partitionTimeMs */
                partitionTimeMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartitionProgress. */
            type $Shape = ringkv.v1.PartitionProgress.$Properties;
        }

        /** WatchEnd enum. */
        enum WatchEnd {

            /** WATCH_END_UNSPECIFIED value */
            WATCH_END_UNSPECIFIED = 0,

            /** CANCELLED value */
            CANCELLED = 1,

            /** WATCH_COMPACTED value */
            WATCH_COMPACTED = 2,

            /** LEADERLESS value */
            LEADERLESS = 3,

            /** NO_REPLICA value */
            NO_REPLICA = 4,

            /** WATCH_FUTURE_POSITION value */
            WATCH_FUTURE_POSITION = 5,

            /** RELAY_LOST value */
            RELAY_LOST = 6,

            /** NODE_STOPPING value */
            NODE_STOPPING = 7,

            /** REFUSED value */
            REFUSED = 8
        }

        /**
         * Properties of a WatchEnded.
         * @deprecated Use ringkv.v1.WatchEnded.$Properties instead.
         */
        interface IWatchEnded extends ringkv.v1.WatchEnded.$Properties {
        }

        /** Represents a WatchEnded. */
        class WatchEnded {

            /**
             * Constructs a new WatchEnded.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringkv.v1.WatchEnded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchEnded watchId. */
            watchId: number;

            /** WatchEnded whole. */
            whole: boolean;

            /** WatchEnded partition. */
            partition: number;

            /** WatchEnded reason. */
            reason: ringkv.v1.WatchEnd;

            /** WatchEnded oldest. */
            oldest: number;

            /** WatchEnded leader. */
            leader: number;

            /** WatchEnded message. */
            message: string;

            /** WatchEnded error. */
            error?: (ringkv.v1.ErrorDetail.$Properties|null);

            /**
             * Creates a new WatchEnded instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WatchEnded instance
             */
            static create(properties: ringkv.v1.WatchEnded.$Shape): ringkv.v1.WatchEnded & ringkv.v1.WatchEnded.$Shape;
            static create(properties?: ringkv.v1.WatchEnded.$Properties): ringkv.v1.WatchEnded;

            /**
             * Encodes the specified WatchEnded message. Does not implicitly {@link ringkv.v1.WatchEnded.verify|verify} messages.
             * @param message WatchEnded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringkv.v1.WatchEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchEnded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringkv.v1.WatchEnded & ringkv.v1.WatchEnded.$Shape} WatchEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringkv.v1.WatchEnded & ringkv.v1.WatchEnded.$Shape;
        }

        namespace WatchEnded {

            /** Properties of a WatchEnded. */
            interface $Properties {

                /** WatchEnded watchId */
                watchId?: (number|null);

                /** WatchEnded whole */
                whole?: (boolean|null);

                /** WatchEnded partition */
                partition?: (number|null);

                /** WatchEnded reason */
                reason?: (ringkv.v1.WatchEnd|null);

                /** WatchEnded oldest */
                oldest?: (number|null);

                /** WatchEnded leader */
                leader?: (number|null);

                /** WatchEnded message */
                message?: (string|null);

                /** WatchEnded error */
                error?: (ringkv.v1.ErrorDetail.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchEnded. */
            type $Shape = ringkv.v1.WatchEnded.$Properties;
        }
    }
}
