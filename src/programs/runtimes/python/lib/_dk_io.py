from io import StringIO, BytesIO, IOBase
import builtins
open = builtins.open
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
TextIOWrapper = RawIOBase = BufferedIOBase = TextIOBase = IOBase
