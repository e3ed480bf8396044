// The sample projects as the simulated internet's Git host offers them: what is cloned is what lies in `samples/`.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';
import { samples } from './load';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

test('the host lists its repositories', async () => {
  const all = samples().map(({ name }) => `https://git.dockyard.example/${name}.git\n`).sort();
  expect(await machine.sh('curl -s https://git.dockyard.example')).toEqual({ stdout: all.join(''), stderr: '', status: 0 });
});

test.each(samples())('$name is cloned file by file', async ({ name, files }) => {
  expect(await machine.sh(`git clone https://git.dockyard.example/${name}.git`)).toEqual({ stdout: '', stderr: `Cloning into '${name}'...\n`, status: 0 });
  const listed = (await machine.sh(`cd ${name}; find . -name .git -prune -o -type f -printf '%m %P\\n'`)).stdout.trimEnd().split('\n').sort();
  expect(listed).toEqual(files.map(({ path, mode }) => `${mode.toString(8)} ${path}`).sort());
  for (const { path, text } of files) expect((await machine.sh(`cat '${name}/${path}'`)).stdout, path).toBe(text);
  expect((await machine.sh(`cd ${name}; git status -sb; git log --format='%an %s'; git remote`)).stdout).toBe(`## main...origin/main\nDockyard Add ${name}\norigin\n`);
});

test('what it does not have is not found, and nothing is left behind', async () => {
  expect(await machine.sh('git clone https://git.dockyard.example/none.git; ls -d none')).toEqual({
    stdout: '', status: 2,
    stderr: "Cloning into 'none'...\nfatal: repository 'https://git.dockyard.example/none.git/' not found\nls: cannot access 'none': No such file or directory\n",
  });
  expect(await machine.sh('git clone https://git.nowhere.example/none.git')).toEqual({
    stdout: '', status: 128,
    stderr: "Cloning into 'none'...\nfatal: unable to access 'https://git.nowhere.example/none.git/': Could not resolve host: git.nowhere.example\n",
  });
});

test('it takes no pushes, and says so', async () => {
  expect(await machine.sh('git clone -q https://git.dockyard.example/node-hello.git mine; cd mine; git push')).toEqual({ stdout: '', stderr: 'dockyard: git push to https://git.dockyard.example/node-hello.git is not simulated\n', status: 1 });
});
