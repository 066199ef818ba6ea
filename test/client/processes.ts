/** The processes that VS Code has started, and whom they talk to. Read from Linux's /proc. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface RunningProcess {
  readonly pid: number;
  /** Its command line, arguments separated by blanks. */
  readonly command: string;
}

/** The processes of the group that `leader` leads, itself included. Those that end meanwhile are left out. */
export function processesOfGroup(leader: number): readonly RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = readOrEmpty(`/proc/${pid}/stat`);
      // The second field is the command in parentheses, which may hold blanks; the group is the third one after it.
      const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
      if (group !== String(leader)) return [];
      return [{ pid: Number(pid), command: readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }];
    });
}

/** Addresses outside this machine that the group's processes are connected to at this moment, as the kernel writes them. */
export function connectionsAbroad(leader: number): readonly string[] {
  const sockets = new Set(processesOfGroup(leader).flatMap(({ pid }) => socketsOf(pid)));
  return ['/proc/net/tcp', '/proc/net/tcp6', '/proc/net/udp', '/proc/net/udp6'].flatMap((table) =>
    readOrEmpty(table)
      .split('\n')
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter((fields) => sockets.has(fields[9] ?? '') && !staysHere(fields[2] ?? ''))
      .map((fields) => fields[2] ?? ''),
  );
}

/** Inodes of a process's sockets. */
function socketsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${String(pid)}/fd`).flatMap((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkOrEmpty(`/proc/${String(pid)}/fd/${fd}`))?.[1];
      return inode === undefined ? [] : [inode];
    });
  } catch {
    return [];
  }
}

/** True for 127.x.x.x, ::1, both also as mapped addresses, and for sockets that are connected to nobody. */
function staysHere(remote: string): boolean {
  const address = remote.split(':')[0] ?? '';
  return /^0+$/.test(address) || address.endsWith('7F') || address === '00000000000000000000000001000000';
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readlinkOrEmpty(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
