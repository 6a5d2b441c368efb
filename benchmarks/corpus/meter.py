"""Run by `measuring` as a script of its own: runs one command and prints what it takes.

That is seconds, seconds of all processors, peak memory of all its processes together and of the largest of them, and
its exit code.

    python -I -S meter.py LIMIT LOG COMMAND…

It imports as little as it can: what a process has in memory when it starts another counts for that one as well. Memory
is in bytes. That of all processes is looked at again and again, pages that they share counted once (proportional set
size, proc_pid_smaps_rollup(5)); that of the largest is what getrusage(2) says.
"""

import os
import signal
import sys
import time

_PAUSE = 0.02
_STOPPED = 124  # as of timeout(1)


def main(limit: float, log: str, command: list[str]) -> None:
    """Run `command` for at most `limit` seconds; what it writes goes to the file `log`."""
    parent, started = os.getppid(), time.perf_counter()
    child = _spawn(command, log)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    peak, stopped = 0, False
    try:
        while True:
            pid, status, usage = os.wait4(child, os.WNOHANG)
            if pid:
                break
            looked = time.perf_counter()
            if (looked - started > limit and not stopped) or os.getppid() != parent:
                stopped = True
                _end(child)
            peak = max(peak, _together(child))
            time.sleep(max(_PAUSE, 5 * (time.perf_counter() - looked)))
        seconds = time.perf_counter() - started
    finally:
        _end(child)
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    busy = usage.ru_utime + usage.ru_stime
    print(seconds, busy, max(peak, largest), largest, _STOPPED if stopped else os.waitstatus_to_exitcode(status))


def _spawn(command: list[str], log: str) -> int:
    """Start `command` in a session of its own, by which all its processes are found."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(out, 2)
    try:
        os.execvp(command[0], command)  # noqa: S606
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())
        os._exit(127)


def _together(session: int) -> int:
    """Return the bytes that the processes of `session` have now; 0 where the system does not say."""
    found = 0
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():  # noqa: PTH112, PTH208 - pathlib is memory
        if not name.isdecimal():
            continue
        try:
            with open(f"/proc/{name}/stat") as stat:  # noqa: PTH123
                own = stat.read().rpartition(")")[2].split()
            if own[3] == str(session):
                found += _proportional(name)
        except (OSError, IndexError, ValueError):  # it has ended meanwhile
            continue
    return found


def _proportional(process: str) -> int:
    with open(f"/proc/{process}/smaps_rollup") as rollup:  # noqa: PTH123
        return next((1024 * int(line.split()[1]) for line in rollup if line.startswith("Pss:")), 0)


def _end(session: int) -> None:
    try:
        os.killpg(session, signal.SIGKILL)
    except OSError:  # there is nothing left of it
        return


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], sys.argv[3:])
