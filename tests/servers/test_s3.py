"""The S3 server is a real one: it keeps, refuses what was signed otherwise, and ends whole."""

import httpx
import pytest
from botocore.exceptions import ClientError

from tests.servers.process import is_gone
from tests.servers.s3 import GRPC_OFFSET, S3, SOCKETS, free_pair

PART = {"Key": "incoming/part", "PartNumber": 1, "ContentLength": 10}


def test_it_checks_the_signature_of_a_part_and_its_length(s3_server: S3):
    client, place = s3_server.client(), {"Bucket": s3_server.bucket}
    upload = client.create_multipart_upload(**place, Key="incoming/part")["UploadId"]
    facts = {**place, **PART, "UploadId": upload}
    url = client.generate_presigned_url("upload_part", Params=facts, ExpiresIn=60)
    assert httpx.put(url, content=b"x" * 11).status_code == 403
    assert httpx.put(url.replace("partNumber=1", "partNumber=2"), content=b"x" * 10).is_error
    sent = httpx.put(url, content=b"x" * 10)
    assert (sent.status_code, bool(sent.headers["etag"])) == (200, True)
    client.abort_multipart_upload(**place, Key="incoming/part", UploadId=upload)
    assert httpx.put(url, content=b"x" * 10).status_code == 404


def test_nobody_reads_without_a_signature(s3_server: S3):
    s3_server.client().put_object(Bucket=s3_server.bucket, Key="private", Body=b"x")
    assert httpx.get(f"{s3_server.url}/{s3_server.bucket}/private").status_code == 403


def test_it_leaves_nothing_behind():
    with S3() as server:
        pid, home, ports = server.pid, server._home, server._ports
        with pytest.raises(ClientError, match="404"):
            server.client().head_object(Bucket=server.bucket, Key="nothing")
        left = [each for port in ports for each in SOCKETS.glob(f"seaweedfs-*-{port}.sock")]
        assert left, "the server no longer leaves sockets: the removal can go"
    assert is_gone(pid)
    assert not home.exists()
    assert not [each for each in left if each.exists()]


def test_a_pair_whose_second_port_is_taken_is_passed_over():
    asked: list[int] = []

    def probe(port: int) -> bool:
        asked.append(port)
        return len(asked) > 1

    port = free_pair(taken=set(), probe=probe)
    assert asked[-1] == port + GRPC_OFFSET
    assert len(asked) == 2
