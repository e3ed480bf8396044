import { invalid } from '../../api/errors';

export interface ContainerUser {
  uid: number;
  gid: number;
  /** Primary group first. */
  groups: number[];
  home: string;
  name: string;
}

interface Row {
  name: string;
  id: number;
  fields: string[];
}

function rows(text: string): Row[] {
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 3 && fields[0] !== '' && /^\d+$/.test(fields[2]!))
    .map((fields) => ({ name: fields[0]!, id: Number(fields[2]), fields }));
}

/**
 * The ids that `user[:group]` stands for in a container's own /etc/passwd and /etc/group
 * (moby/sys/user GetExecUser, moby daemon/oci_linux.go getUser).
 */
export function resolveUser(spec: string, passwd: string, group: string, groupAdd: readonly string[] = []): ContainerUser {
  const users = rows(passwd);
  const groups = rows(group);
  const colon = spec.indexOf(':');
  const userArg = colon === -1 ? spec : spec.slice(0, colon);
  const groupArg = colon === -1 ? '' : spec.slice(colon + 1);
  const numericUser = /^\d+$/.test(userArg) ? Number(userArg) : undefined;
  const user = userArg === '' ? users.find((one) => one.id === 0) : users.find((one) => one.name === userArg || one.id === numericUser);
  if (userArg !== '' && !user && numericUser === undefined) throw invalid(`unable to find user ${userArg}: no matching entries in passwd file`);
  const uid = user?.id ?? numericUser ?? 0;
  let gid = user ? Number(user.fields[3] ?? 0) : 0;
  const extra: number[] = [];
  if (groupArg !== '') {
    gid = findGroup(groups, groupArg);
  } else if (user) {
    for (const one of groups) if ((one.fields[3] ?? '').split(',').includes(user.name)) extra.push(one.id);
  }
  for (const one of groupAdd) extra.push(findGroup(groups, one));
  return { uid, gid, groups: [...new Set([gid, ...extra])], home: user?.fields[5] || '/', name: user?.name ?? '' };
}

function findGroup(groups: readonly Row[], wanted: string): number {
  const numeric = /^\d+$/.test(wanted) ? Number(wanted) : undefined;
  const found = groups.find((one) => one.name === wanted || one.id === numeric);
  if (found) return found.id;
  if (numeric === undefined) throw invalid(`unable to find group ${wanted}: no matching entries in group file`);
  return numeric;
}
