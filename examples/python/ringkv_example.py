"""A client of ringkv in Python, from nothing but proto/: see README.md beside it.

Puts, gets, a transaction, a scan over pages, a session over several nodes, an exactly-once write that is sent twice, and a
watch that goes on at another node with its cursor.
Prints one line of JSON.
"""

import json
import os
import sys

import grpc

from ringkv.v1 import common_pb2, kv_pb2, kv_pb2_grpc, watch_pb2, watch_pb2_grpc


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


class Watcher:
    """A watch of one prefix: what it has had of each partition is all that it takes to go on, at any node."""

    def __init__(self, prefix: bytes) -> None:
        self.prefix = prefix
        self.positions = watch_pb2.WatchCursor()
        self.behind = set()
        self.seen = []

    def follow(self, stub: watch_pb2_grpc.WatchStub, until: str) -> None:
        """Records that are there, then events, until one of them, or `synced`, is what was waited for."""
        create = watch_pb2.WatchCreate(
            prefix=self.prefix, initial=True, cursor=self.positions.SerializeToString()
        )
        call = stub.Subscribe(watch_pb2.SubscribeRequest(create=create))
        for response in call:
            if until in self.heard(response):
                call.cancel()
                return

    def heard(self, response: watch_pb2.WatchResponse) -> list:
        kind = response.WhichOneof("response")
        said = []
        if kind == "created":
            self.positions.cluster_id = response.created.cluster_id
            self.behind = set(response.created.partitions)
        elif kind == "records":
            page = response.records
            said = ["%s=%s" % (one.key.decode(), one.value.decode()) for one in page.records]
            self.move(page.partition, page.revision, page.scanned_to)
        elif kind == "events":
            batch = response.events
            held = self.position(batch.partition)
            for event in [watched.event for watched in batch.events]:
                if event.revision <= held.revision:
                    continue  # A node may send once more what we have.
                name = watch_pb2.EventKind.Name(event.kind).removeprefix("EVENT_").lower()
                said.append("%s %s=%s" % (name, event.key.decode(), event.value.decode()))
            # With one watch in the stream all of it is ours; the parts of a revision move nothing before the last.
            if not batch.more:
                self.move(batch.partition, batch.revision, held.scanned_to)
        elif kind == "synced":
            self.move(response.synced.partition, response.synced.revision, b"")
            self.behind.discard(response.synced.partition)
            said = [] if self.behind or "synced" in self.seen else ["synced"]
        self.seen += said
        return said

    def position(self, partition: int) -> watch_pb2.WatchPosition:
        found = [one for one in self.positions.positions if one.partition == partition]
        return found[0] if found else watch_pb2.WatchPosition()

    def move(self, partition: int, revision: int, scanned_to: bytes) -> None:
        others = [one for one in self.positions.positions if one.partition != partition]
        moved = watch_pb2.WatchPosition(
            partition=partition, revision=revision, scanned_to=scanned_to
        )
        ascending = sorted(others + [moved], key=lambda one: one.partition)
        del self.positions.positions[:]
        self.positions.positions.extend(ascending)


def watch(kv: kv_pb2_grpc.KvStub, watches: list) -> list:
    """Begins at the first node, and goes on at the last with what happened in between."""
    kv.Put(kv_pb2.PutRequest(key=b"py/watched/a", value=b"1"))
    watcher = Watcher(b"py/watched/")
    watcher.follow(watches[0], "synced")
    kv.Put(kv_pb2.PutRequest(key=b"py/watched/a", value=b"2"))
    kv.Delete(kv_pb2.DeleteRequest(key=b"py/watched/a"))
    watcher.follow(watches[-1], "delete py/watched/a=")
    return watcher.seen


def main(endpoints: list) -> None:
    options = [("grpc.enable_http_proxy", 0)]
    channels = [grpc.insecure_channel(endpoint, options) for endpoint in endpoints]
    stubs = [kv_pb2_grpc.KvStub(channel) for channel in channels]
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
                "watch": watch(kv, [watch_pb2_grpc.WatchStub(channel) for channel in channels]),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1].split(","))
