const both = (...scripts) => scripts.map((script) => ({ script }));
const gnu = (...scripts) => scripts.map((script) => ({ script, only: 'gnu' }));

/** Archives, and tools of which the first list has little. */
export const moreSnippets = [
  ...gnu(
    'zip -q a.zip noeol fruit.txt; unzip -p a.zip noeol', 'zip a.zip noeol', 'zip -r a.zip dir | sort', 'zip -j a.zip dir/a.txt', 'zip -q a.zip noeol; zip a.zip noeol users.csv', 'zip -0 a.zip log.txt', 'zip -r a dir > log; ls', 'zip -qr a.zip dir -x "dir/sub/*"; unzip -l a.zip | grep -c sub',
    'zip -q a.zip noeol users.csv; zip -d a.zip noeol; unzip -p a.zip', 'touch -d 2024-03-02T10:20:00Z noeol users.csv; TZ=UTC zip -q a.zip noeol users.csv; unzip -l a.zip', 'zip -q a.zip noeol; mkdir o; unzip a.zip -d o; cat o/noeol', 'zip -q a.zip noeol; unzip -d new a.zip', 'zip -q a.zip noeol; unzip -o a.zip; unzip -n a.zip',
    'zip -q a.zip noeol users.csv; unzip -t a.zip', 'zip -qr a.zip dir; rm -r dir; unzip -q a.zip; find dir | sort', 'zip -qr a.zip dir; unzip -j -d flat a.zip "*.txt"', 'unzip nosuch; echo $?', 'unzip noeol; echo $?', 'chmod 640 noeol; zip -q a.zip noeol; rm noeol; unzip -q a.zip; stat -c %a noeol',
    'echo nothing | gpg --dearmor; echo $?',
  ),
  ...both(
    'sort -t, -k2n users.csv', 'sort -k2,2n -k1r fruit.txt', 'sort -u -k3,3 fruit.txt', 'sort -r fruit.txt', 'printf "v1.10\\nv1.9\\n" | sort -V', 'sort -o out fruit.txt; head -1 out', 'printf "b\\na\\n" | sort -s -k1,1', 'sort -n nosuch; echo $?',
    'cut -d, -f1,3 users.csv', 'cut -c1-3 fruit.txt', 'cut -d" " -f2- fruit.txt', 'cut -b2 noeol', 'cut -d: -f1 nosuch; echo $?', 'tr a-z A-Z < noeol', 'tr -d "\\n" < users.csv', 'tr -s " " < fruit.txt', 'echo hello | tr -c "a-y\\n" _', 'echo "a  b" | tr -s "[:space:]" "\\n"', 'echo abc | tr "[:lower:]" "[:upper:]"',
    'paste -s -d+ noeol',
    'head -c 5 fruit.txt', 'tail -n +3 users.csv', 'tail -c 4 noeol', 'nl noeol', 'tac users.csv', 'uniq -c <<< $\'a\\na\\nb\'', 'uniq -d <<< $\'a\\na\\nb\'', 'uniq -u <<< $\'a\\na\\nb\'', 'wc -l fruit.txt users.csv', 'wc -w < fruit.txt', 'wc -c noeol', 'seq -s, 5', 'seq -w 8 10', 'seq 5 -2 1', 'seq 0.5 0.5 2',
    'date -u -d @0', 'date -u -d @86400 +%F', 'date -u -d "2024-02-29 12:00" +%s', 'date -u -d @1700000000 "+%Y-%m-%dT%H:%M:%SZ"', 'date -u -d @1700000000 +%j-%u-%a-%b', 'printf "%05d|%x|%o|%s\\n" 42 255 8 end', 'printf "%s\\n" a b c', 'printf "%b" "a\\tb\\n"', 'printf "%-5s|%5s|\\n" ab cd',
    'stat -c "%n %s %a %F" noeol', 'stat -c %U:%G noeol', 'dd if=fruit.txt bs=1 count=5 2>/dev/null', 'dd if=fruit.txt bs=5 skip=1 count=1 2>/dev/null', 'dd if=/dev/zero of=z bs=1024 count=2 2>/dev/null; wc -c z', 'truncate -s 10 z; wc -c < z', 'mktemp -u x.XXXXXX | wc -c', 'realpath dir/../noeol', 'readlink -f dir/sub/../a.txt', 'ln -s noeol l; readlink l; cat l', 'ln noeol h; stat -c %h h', 'ln -sf dir l; ln -sfn noeol l; readlink l',
    'cp -a dir d2; find d2 | sort', 'cp noeol nosuch/x; echo $?', 'cp dir x; echo $?', 'cp -r dir/. new; ls new', 'mv noeol moved; cat moved', 'mv nosuch x; echo $?', 'rm nosuch; echo $?', 'rm -f nosuch; echo $?', 'rm dir; echo $?', 'rmdir dir; echo $?', 'mkdir -p a/b/c; ls a/b', 'chmod u+x,go-r noeol; stat -c %a noeol', 'chmod a=r noeol; stat -c %a noeol', 'chmod u=rwx,g=rx,o= noeol; stat -c %a noeol', 'chmod +x noeol; stat -c %a noeol', 'chmod -R go-rwx dir; stat -c %a dir dir/a.txt', 'chmod 4755 noeol; stat -c %a noeol', 'chown 1000:1000 noeol; stat -c %u:%g noeol', 'chown nosuchuser noeol; echo $?', 'chmod 644 nosuch; echo $?', 'touch -d "2020-01-02 03:04:05" t; stat -c %Y t',
    'env -i A=1 env', 'env A=1 sh -c "echo $A\\$A"', 'timeout 5 echo in time', 'basename /a/b.txt .txt', 'dirname /a/b/c', 'expr 3 \\* 4', 'expr length hello', 'test 1 -lt 2 && echo y', 'base64 -d <<< aGk=', 'sha256sum noeol | cut -c1-10', 'od -An -c noeol', 'od -tx1 -N4 fruit.txt', 'find dir -type d | sort', 'find dir -type f -name "*.md" -print', 'find . -maxdepth 1 -name "*.csv" -o -maxdepth 1 -name "noeol" | sort', 'find dir -type f | xargs -n1 basename | sort', 'ls dir | xargs', 'seq 6 | xargs -n 4', 'seq 3 | xargs -I{} sh -c "echo n={}"',
  ),
  ...gnu('shuf -i 1-5 | sort', 'shuf -n 2 fruit.txt | wc -l', 'shuf -e a b c | sort', 'stat noeol | head -2', 'xxd -l 4 fruit.txt', 'xxd -s 2 -l 4 -p fruit.txt', 'diff -u <(echo a) <(echo b) | tail -n 3', 'diff --brief noeol users.csv', 'nl -ba fruit.txt'),
];
