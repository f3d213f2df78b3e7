"""A client of ringkv in Python, from nothing but proto/: see README.md beside it.

Puts, gets, a transaction, a scan over pages, a session over several nodes, and an exactly-once write that is sent twice.
Prints one line of JSON.
"""

import json
import os
import sys

import grpc

from ringkv.v1 import common_pb2, kv_pb2, kv_pb2_grpc


def error_of(failure: grpc.RpcError) -> common_pb2.ErrorDetail:
    """What a node says of a failed call: reason and outcome (docs/errors.md)."""
    for name, value in failure.trailing_metadata():
        if name == "ringkv-error-bin":
            return common_pb2.ErrorDetail.FromString(value)
    raise failure


def scan(kv: kv_pb2_grpc.KvStub, prefix: bytes) -> list:
    """All keys with a prefix. Only an empty token is the end: a page may be short."""
    keys, token = [], b""
    while True:
        page = kv.Scan(kv_pb2.ScanRequest(prefix=prefix, limit=10, page_token=token))
        keys += [record.key.decode() for record in page.records]
        token = page.next_page_token
        if not token:
            return keys


def session_over(stubs: list) -> list:
    """Writes at one node, reads at the others: the token makes each read see the write."""
    seen, token = [], b""
    for number in range(12):
        header = common_pb2.RequestHeader(consistency=common_pb2.SESSION, session_token=token)
        value = b"%d" % number
        put = stubs[0].Put(kv_pb2.PutRequest(header=header, key=b"py/session", value=value))
        token = put.header.session_token
        header = common_pb2.RequestHeader(consistency=common_pb2.SESSION, session_token=token)
        get = stubs[number % len(stubs)].Get(kv_pb2.GetRequest(header=header, key=b"py/session"))
        token = get.header.session_token
        seen.append(int(get.record.value))
    return seen


def exactly_once(kv: kv_pb2_grpc.KvStub) -> list:
    """An increment under a client id and a sequence, sent twice: the second is answered from the table."""
    located = kv.Get(kv_pb2.GetRequest(key=b"py/counter")).header.partition
    client_id = os.urandom(16)
    opening = common_pb2.RequestHeader(client_id=client_id)
    kv.OpenClient(kv_pb2.OpenClientRequest(header=opening, partition=located))
    header = common_pb2.RequestHeader(client_id=client_id, sequence=1, sequence_floor=1)
    request = kv_pb2.IncrementRequest(header=header, key=b"py/counter", delta=5)
    first, second = kv.Increment(request), kv.Increment(request)
    return [first.value, second.value, second.header.deduplicated]


def transfer(kv: kv_pb2_grpc.KvStub, amount: int) -> dict:
    """Two counters of one partition, all or nothing."""
    subtract = kv_pb2.IncrementRequest(key=b"{py}/from", delta=-amount)
    subtract.min = 0
    answer = kv.Txn(
        kv_pb2.TxnRequest(
            compare=[kv_pb2.Compare(key=b"{py}/from", exists=True)],
            success=[
                kv_pb2.TxnOperation(increment=subtract),
                kv_pb2.TxnOperation(increment=kv_pb2.IncrementRequest(key=b"{py}/to", delta=amount)),
            ],
        )
    )
    if answer.HasField("refused"):
        return {"refused": answer.refused.value}
    return {"left": answer.results[0].increment.value, "got": answer.results[1].increment.value}


def main(endpoints: list) -> None:
    options = [("grpc.enable_http_proxy", 0)]
    stubs = [kv_pb2_grpc.KvStub(grpc.insecure_channel(endpoint, options)) for endpoint in endpoints]
    kv = stubs[0]
    kv.Put(kv_pb2.PutRequest(key=b"py/greeting", value=b"hello"))
    taken = kv.Put(
        kv_pb2.PutRequest(
            key=b"py/greeting", value=b"other", expect=kv_pb2.Expectation(absent=True)
        )
    )
    for number in range(25):
        kv.Put(kv_pb2.PutRequest(key=b"py/page/%02d" % number, value=b"x"))
    kv.Put(kv_pb2.PutRequest(key=b"{py}/from", value=b"10"))
    many = kv.BatchGet(kv_pb2.BatchGetRequest(keys=[b"py/greeting", b"py/nothing"]))
    try:
        kv.Get(kv_pb2.GetRequest(key=b""))
        refused = "answered"
    except grpc.RpcError as failure:
        detail = error_of(failure)
        refused = [
            common_pb2.Reason.Name(detail.reason),
            common_pb2.Outcome.Name(detail.outcome),
        ]
    print(
        json.dumps(
            {
                "greeting": [stub.Get(kv_pb2.GetRequest(key=b"py/greeting")).record.value.decode() for stub in stubs],
                "taken": [taken.succeeded, taken.current.version],
                "many": [entry.HasField("record") for entry in many.entries],
                "scan": scan(kv, b"py/page/"),
                "transfers": [transfer(kv, 7), transfer(kv, 7)],
                "session": session_over(stubs),
                "exactlyOnce": exactly_once(kv),
                "refused": refused,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1].split(","))
