"""Values → frames on a pipe and back: what press and workers say to each other."""

from __future__ import annotations

from typing import IO, TypeAlias

import msgspec

from lalabook.editions.print.model import Gathering, Job, PlainPrint, PlainSheet, TypeCase

Message: TypeAlias = TypeCase | Job | PlainSheet | Gathering | PlainPrint

_KINDS: tuple[type[Message], ...] = (TypeCase, Job, PlainSheet, Gathering, PlainPrint)
_LENGTH_BYTES = 5


def write_frame(pipe: IO[bytes], message: Message) -> None:
    """One byte for the kind, five for the length, then the value. Raises `OSError` where nobody reads any more."""
    body = msgspec.msgpack.encode(message)
    pipe.write(bytes([_KINDS.index(type(message))]) + len(body).to_bytes(_LENGTH_BYTES, "big"))
    pipe.write(body)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> Message | None:
    """The next value; None where the other side has ended, in the midst of a frame or between two."""
    head = pipe.read(1 + _LENGTH_BYTES)
    if len(head) < 1 + _LENGTH_BYTES:
        return None
    length = int.from_bytes(head[1:], "big")
    body = pipe.read(length)
    if len(body) < length:
        return None
    message: Message = msgspec.msgpack.decode(body, type=_KINDS[head[0]])
    return message
