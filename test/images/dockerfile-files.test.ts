// How COPY and ADD move files, in the cases that BuildKit's own tests of its Dockerfile frontend look at.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker pull -q alpine');
}, 60_000);
afterAll(() => machine.end());

/** Builds a Dockerfile in a fresh folder that `files` fills; gives what `look` prints in the folder of the result, or the error. */
async function built(files: string, dockerfile: string, look: string, flags = ''): Promise<string> {
  const { stdout } = await machine.sh(
    `rm -rf ctx; mkdir ctx; cd ctx; (${files}) >/dev/null 2>&1; cat > Dockerfile <<'DOCKERFILE'\n${dockerfile}\nDOCKERFILE\nif docker build -q ${flags} -o ../ctx.out . > /dev/null 2> err; then cd ../ctx.out && (${look}); else grep ^ERROR err | sed 's/^ERROR: failed to build: failed to solve: //'; fi; cd; rm -rf ctx.out`,
  );
  return stdout.replace(/ref [a-z0-9]{25}::[a-z0-9]{25}/, 'ref …');
}

const TREE = 'mkdir -p t/a/b/c/d/e t/a/b2/c/d/e t/a/b/c2/d/e t/a/b/c2/d/e2; touch t/a/b/c/d/foo t/a/b/c/d/e/bay t/a/b2/c/d/e/bar t/a/b/c2/d/e/baz t/a/b/c2/d/e2/baz';
test.each([
  ['t/a/b/./c/d', 'c/d/e/bay c/d/foo'],
  ['t/a/b/c/d/.', 't/a/b/c/d/e/bay t/a/b/c/d/foo'],
  ['./t/a/b/c/d', 't/a/b/c/d/e/bay t/a/b/c/d/foo'],
  ['t/a/./b/./c', 'b/c/d/e/bay b/c/d/foo'],
  ['t/a/./*/c', 'b/c/d/e/bay b/c/d/foo b2/c/d/e/bar'],
  ['t/a/b*/./c/**/e', 'c/d/e/bar c/d/e/bay'],
  ['t/a/b/c*/./d/**/baz t/a/b*/./c/**/bar', 'c/d/e/bar d/e/baz d/e2/baz'],
  ['t/a/b3*/c', ''],
  ['t/a/b/./c3*', ''],
])('COPY --parents %s', async (sources, found) => {
  expect(await built(TREE, `FROM scratch\nCOPY --parents ${sources} /out/`, 'cd out 2>/dev/null && find . -type f | sed "s#^./##" | sort | xargs')).toBe(`${found}\n`);
});

test('COPY --parents of what is missing', async () => {
  expect(await built(TREE, 'FROM scratch\nCOPY --parents t/nope /out/', 'true')).toBe('failed to compute cache key: failed to calculate checksum of ref …: "/t/nope": not found\n');
});

const EXCLUDE = 'mkdir d1 d2; echo 1 > d1/a.png; echo 2 > d1/b.txt; echo 3 > d2/c.mp3; echo 4 > d2/d.mpeg; ln -s b.txt d1/l.txt';
test.each([
  ['COPY --exclude=*/*.png --exclude=*/*.mp3 . /x', 'Dockerfile d1/b.txt d1/l.txt d2/d.mpeg err'],
  ['ADD --exclude=*.mp3 d2/ /x/', 'd.mpeg'],
  ['COPY --exclude=*.txt --exclude=*.png d* /x/', 'c.mp3 d.mpeg'],
  ['COPY --exclude=* d* /x', ''],
])('%s', async (line, found) => {
  expect(await built(EXCLUDE, `FROM scratch\n${line}`, 'cd x 2>/dev/null && find . ! -type d | sed "s#^./##" | sort | xargs')).toBe(`${found}\n`);
});

test.each([
  ['a pattern that finds nothing, beside a file', 'echo 0 > foo', 'COPY foo nomatch* /', 'foo\n'],
  ['links are followed where they are named, and each of a pattern', 'echo bar > bar; ln -s bar foo; mkdir sub; echo 0 > sub/file; ln -s file sub/l0; ln -s l0 sub/l1', 'COPY foo /\nCOPY sub/l* all/', 'all\nall/l0\nall/l1\nfoo\n'],
  ['a link into the folder above', 'echo bar > bar; mkdir foo; ln -s ../bar foo/sub', 'COPY foo/sub bar', 'bar\n'],
  ['a pattern in the middle of a path, to a folder and to a name', 'mkdir -p sub/d1/d2; echo 0 > sub/d1/d2/foo', 'COPY sub/*/d2/foo /a/\nCOPY sub/*/d2/foo /b/bar\nCOPY sub/d1/. c', 'a\na/foo\nb\nb/bar\nc\nc/d2\nc/d2/foo\n'],
  ['a pattern that finds one file, to a name', 'echo 0 > foo.go; echo 1 > bar.go', 'COPY f*.go two.go\nCOPY *.go /all/', 'all\nall/bar.go\nall/foo.go\ntwo.go\n'],
  ['names that are not ASCII', 'echo 0 > "f ü.txt"', 'COPY ["f ü.txt", "/ö/"]', 'ö\nö/f ü.txt\n'],
  ['a destination behind a link in the image', 'ln -s ../tmp/target link; tar cf t.tar link; echo 0 > foo', 'ADD t.tar /\nCOPY foo /link/', 'link\ntmp\ntmp/target\ntmp/target/foo\n'],
  ['an archive whose members lie behind a link of the image', 'mkdir -p r/run r/var; ln -s /run r/var/run; tar cf r.tar -C r .; rm -r r; mkdir -p p/var/run/act; echo 0 > p/var/run/act/HEAD; tar cf p.tar -C p var/run/act', 'ADD r.tar /\nADD p.tar /', 'run\nrun/act\nrun/act/HEAD\nvar\nvar/run\n'],
  ['a folder over a link, an archive among several', 'mkdir x; echo 1 > x/in; tar czf a.tgz x; tar cf b.tar Dockerfile x 2>/dev/null; rm -r x; touch c.tar', 'ADD *.tgz c.tar /d/', 'd\nd/c.tar\nd/x\nd/x/in\n'],
  ['--link into folders that are a dot, and empty', 'echo 0 > foo', 'WORKDIR /w\nCOPY --link foo .\nENV E=""\nCOPY --link foo $E', 'w\nw/foo\n'],
])('%s', async (_, files, lines, found) => {
  expect(await built(files, `FROM scratch\n${lines}`, 'find . | sed "s#^./##" | grep -v "^\\.$" | sort')).toBe(found);
});

test('who owns what, and how it may be used', async () => {
  const lines = 'RUN mkdir /there && chown 5:5 /there\nCOPY --chown=1000:1000 foo /there/\nCOPY --chown=1000 sub /new/deep/\nCOPY --chmod=0640 foo /m1\nCOPY --chmod=go-r foo /m2\nARG W=42:43\nADD --chown=$W foo /m3\nWORKDIR /wd\nUSER 7\nWORKDIR /wd/own\nCOPY foo .';
  expect(await built('echo 0 > foo; mkdir sub; echo 1 > sub/f; chmod 755 sub; chmod 644 foo sub/f', `FROM alpine AS b\n${lines}\nUSER 0\nRUN stat -c "%n %u:%g %a" /there /there/foo /new /new/deep /new/deep/f /m1 /m2 /m3 /wd /wd/own /wd/own/foo > /s\nFROM scratch\nCOPY --from=b /s /`, 'cat s')).toBe(
    '/there 5:5 755\n/there/foo 1000:1000 644\n/new 1000:1000 755\n/new/deep 1000:1000 755\n/new/deep/f 1000:1000 644\n/m1 0:0 640\n/m2 0:0 600\n/m3 42:43 644\n/wd 0:0 755\n/wd/own 7:7 755\n/wd/own/foo 0:0 644\n',
  );
});

test.each([
  ['FROM scratch\nRUN --mont=target=/m true', 'dockerfile parse error on line 2: unknown flag: --mont (did you mean mount?)'],
  ['FROM scratch\nRUN --mount=typ=tmpfs true', "unexpected key 'typ' in 'typ=tmpfs' (did you mean type?)"],
  ['FROM scratch\nRUN --mount=type=tmp true', 'unsupported mount type "tmp" (did you mean tmpfs?)'],
  ['FROM alpine\nENV t=x\nRUN --mount=from=$t,type=cache,target=/tmp ls', "dockerfile parse error on line 3: 'from' doesn't support variable expansion, define alias stage instead"],
  ['FROM alpine AS a\nCOPY --from=b /d /o\nFROM alpine AS b\nCOPY Dockerfile /d\nFROM a', 'cannot copy from stage "b", it needs to be defined before current stage "a"'],
  ['ARG foo=bar', 'dockerfile contains no stages to build'],
  ['ARG FOO=${FOO:?"custom error"}\nFROM scratch', 'failed to process "${FOO:?\\"custom error\\"}": FOO: custom error'],
  ['FROM scratch\nCOPY --chmod=8 Dockerfile /', "invalid chmod parameter: '8'. it should be octal string and between 0 and 07777"],
])('%s is refused', async (dockerfile, message) => {
  expect(await built('true', dockerfile, 'true')).toBe(`${message}\n`);
});

test('the outline of a target tells of arguments as far as they reach it', async () => {
  const outline = (dockerfile: string, target: string) => machine.sh(`mkdir -p o; cat > o/Dockerfile <<'DOCKERFILE'\n${dockerfile}\nDOCKERFILE\ndocker build --call outline ${target} o 2>/dev/null`);
  const { stdout } = await outline('ARG FOO=123\nARG ABC=abc\nARG DEF=def\nARG FOO=${FOO}${ABC}\nARG BAR=${FOO}456\nARG FOO=${FOO}456${BAR}\nFROM scratch\nARG FOO\nARG INFOO=123\nARG INBAR=${INFOO}456\nARG INFOO=${INFOO}456${INBAR}', '');
  expect(stdout.split('\n').slice(2, 7).map((line) => line.trim().split(/ +/).join(' '))).toEqual(['ABC abc', 'BAR 123abc456', 'FOO 123abc456123abc456', 'INBAR 123456', 'INFOO 123456123456']);
  const described = await outline('# sfx is a suffix\nARG sfx=ine\nFROM alp${sfx} AS first\n# BAR is a number\nARG BAR=456\nFROM scratch AS third\nARG ABC=a\n# out is what comes out\nFROM third AS out\nCOPY --from=first /etc/passwd /', '--target out');
  expect(described.stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['TARGET:', 'out'], ['DESCRIPTION: is what comes out'], [''], ['BUILD ARG', 'VALUE', 'DESCRIPTION'], ['sfx', 'ine', 'is a suffix'], ['BAR', '456', 'is a number'], ['ABC', 'a'], [''], [''],
  ]);
});
