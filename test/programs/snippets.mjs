/** Files that every snippet finds in its folder. */
export const files = {
  'fruit.txt': 'apple 3 red\nbanana 12 yellow\ncherry 7 red\nApricot 5 orange\n\nfig 1 purple\n',
  'log.txt': '2024-05-01 INFO start\n2024-05-01 ERROR disk full\n2024-05-02 WARN slow\n2024-05-02 ERROR net down\n2024-05-03 INFO stop\n',
  'users.csv': 'name,age,city\nann,31,Bonn\nbob,25,Kiel\ncid,42,Ulm\n',
  'noeol': 'one\ntwo',
  'dir/a.txt': 'alpha\nbeta\n',
  'dir/sub/b.md': '# title\nred text\n',
  'dir/empty': '',
  'data.json': '{"name":"web","ports":[80,443],"env":{"A":"1","B":"two"},"on":true,"none":null,"size":1.5,"list":[{"id":2,"n":"b"},{"id":1,"n":"a"},{"id":3,"n":"a"}]}\n',
};

const both = (...scripts) => scripts.map((script) => ({ script }));
const gnu = (...scripts) => scripts.map((script) => ({ script, only: 'gnu' }));

export const snippets = [
  ...both(
    'grep red fruit.txt', 'grep -v red fruit.txt', 'grep -i ap fruit.txt', 'grep -n red fruit.txt', 'grep -c red fruit.txt', 'grep -c nothing fruit.txt; echo $?', 'grep -o "[0-9]*" fruit.txt',
    'grep -E "red|yellow" fruit.txt', 'grep "red\\|yellow" fruit.txt', 'grep -w re fruit.txt; echo $?', 'grep -x fig fruit.txt; echo $?', 'grep -l red *.txt', 'grep -L red *.txt', 'grep red *.txt',
    'grep -h red *.txt', 'grep -q red fruit.txt; echo $?', 'grep red nosuch fruit.txt; echo $?', 'grep -s red nosuch; echo $?', 'grep -A1 ERROR log.txt', 'grep -B1 -n WARN log.txt', 'grep -C1 ERROR log.txt', 'grep -m1 ERROR log.txt',
    'grep -F "." fruit.txt; echo $?', 'grep -e apple -e fig fruit.txt', 'grep "^$" fruit.txt | wc -l', 'grep "[[:upper:]]" fruit.txt', 'grep -E "^[a-z]+ [0-9]{2} " fruit.txt', 'grep "a\\{1\\}p*" fruit.txt', 'grep -E "(an)+a" fruit.txt', 'echo abcabc | grep -E "(abc)\\1"',
    'grep -o "r.d" fruit.txt', 'grep -on "e" users.csv', 'cat fruit.txt | grep -H red', 'grep -vc red fruit.txt', 'printf "a.b\\na+b\\n" | grep "a+b"', 'printf "a.b\\na+b\\n" | grep -E "a\\+b"', 'grep -iw APPLE fruit.txt', 'grep "[" fruit.txt; echo $?', 'grep two noeol', 'grep -Eo "[0-9]{4}-[0-9]{2}" log.txt | sort -u',
    'sed s/red/RED/ fruit.txt', 'sed -n 2p fruit.txt', 'sed -n "2,3p" fruit.txt', 'sed 1d fruit.txt', 'sed "$ d" fruit.txt', "sed '$d' fruit.txt", "sed '/red/d' fruit.txt", "sed -n '/banana/,/Apricot/p' fruit.txt", "sed 's/a/b/g' users.csv", "sed 's/a/X/2' fruit.txt", "sed -E 's/([a-z]+) ([0-9]+)/\\2 \\1/' fruit.txt", "sed 's/\\(a\\)\\(p\\)/\\2\\1/' fruit.txt",
    "sed 's|/|_|g' <<< /a/b/c", "sed -e s/a/1/ -e s/e/2/ fruit.txt", "sed -n '$=' fruit.txt", "sed = noeol", "sed '2i\\inserted' users.csv", "sed '2a after' users.csv", "sed '2c changed' users.csv", "sed 's/.*/[&]/' users.csv", "sed -n 's/red/RED/p' fruit.txt", "sed 2q fruit.txt", "sed '/^$/d' fruit.txt", "sed G noeol", "sed -n 'H;${x;s/\\n/,/g;p}' users.csv", "sed 'N;s/\\n/+/' users.csv", "sed ':a;N;$!ba;s/\\n/ /g' fruit.txt", "sed '1!G;h;$!d' users.csv",
    "sed y/abc/xyz/ users.csv", "sed -i s/ann/ANN/ users.csv; cat users.csv", "sed -i.bak s/ann/ANN/ users.csv; cat users.csv.bak users.csv", "sed 's/x/y/' noeol | od -c", "sed nosuch; echo $?", "sed s/a fruit.txt; echo $?", "sed 's/RED/x/I' fruit.txt | head -1", "sed '0~2d' fruit.txt", "sed '2,+1d' fruit.txt", "sed -n '/ERROR/{s/.*ERROR //;p}' log.txt", "sed '/INFO/!s/^/! /' log.txt", "sed -n '/start/,+1p' log.txt", "sed 's/\\t/ /' <<< $'a\\tb'", "sed 's/a\\|b/X/g' <<< abc", "sed -s -n 1p fruit.txt users.csv", "sed p nosuchfile; echo $?", "sed -n l <<< $'a\\tb\\\\'", "sed --expression=s/a/b/ noeol", "sed 's/[/]/-/' <<< a/b",
    'find dir | sort', 'find dir -type f | sort', 'find dir -name "*.txt"', 'find . -maxdepth 1 -type d', 'find dir -empty', 'find dir -type f -exec cat {} + | sort', "find dir -name '*.md' -exec echo found {} \\;", 'find dir ! -name "*.txt" -type f | sort', 'find dir -name a.txt -o -name b.md | sort', 'find dir -type f -size +1c | sort', 'find nosuch; echo $?', 'find dir -iname "A.*"', 'find dir -path "*sub*" | sort', 'find dir -name sub -prune -o -type f -print | sort', 'find dir -type f -delete; find dir | sort', 'find dir -print0 | tr "\\0" "," | tr , "\\n" | sort', 'find dir -mindepth 2', 'find dir -bogus; echo $?', 'find dir -name; echo $?', 'find dir -type f -newer nosuch; echo $?', 'find dir -maxdepth 1 -type f -perm 644 | sort',
    'echo a b c | xargs', 'echo a b c | xargs -n1 echo x', 'echo a b c | xargs -n 2', 'printf "a\\nb\\n" | xargs -I{} echo [{}]', 'ls dir | xargs -I % echo dir/%', 'printf "a b\\0c\\0" | xargs -0 -n1 echo', 'true | xargs echo none', 'true | xargs -r echo none', 'echo "a \'b c\' d" | xargs -n1', 'echo a | xargs -t echo', 'echo a | xargs nosuchcmd; echo $?', 'echo a b | xargs -n1 false; echo $?', 'find dir -name "*.txt" | xargs wc -l',
  ),
  ...both(
    'tar cf a.tar dir && tar tf a.tar | sort', 'tar czf a.tgz dir && rm -r dir && tar xzf a.tgz && cat dir/a.txt', 'tar -cf - dir | tar -xf - -C /tmp/w/dir && cat dir/dir/sub/b.md', 'tar cf a.tar dir && mkdir o && tar xf a.tar -C o --strip-components=1 && find o | sort', 'tar cf a.tar dir && tar xOf a.tar dir/a.txt', 'tar cf a.tar nosuch 2>/dev/null; echo $?', 'tar xf nosuch.tar 2>/dev/null || echo no', 'tar cf a.tar --exclude=sub dir && tar tf a.tar | sort',
    'gzip -k fruit.txt && gunzip -c fruit.txt.gz | head -2', 'gzip < noeol | zcat', 'gzip fruit.txt; ls fruit*; gunzip fruit.txt.gz; ls fruit*',
    'md5sum noeol', 'sha256sum fruit.txt users.csv', 'sha1sum < noeol', 'sha256sum fruit.txt > s && sha256sum -c s', 'sha512sum noeol', 'echo hello | base64', 'echo aGVsbG8K | base64 -d', 'base64 -w 20 fruit.txt', 'base64 -w0 noeol', 'echo hello | md5sum | cut -d" " -f1',
  ),
  ...gnu('tar cf a.tar nosuch; echo $?', 'tar xf nosuch.tar; echo $?', 'tar; echo $?', 'echo x | sha256sum -c; echo $?', 'md5sum nosuch; echo $?', 'echo hello | base32', 'printf "1\\n2\\n" | xargs -L1 echo n:', 'grep --color=always red fruit.txt', 'grep -r red dir', 'grep -rn red . | sort', 'grep -rl red dir', 'grep; echo $?', 'grep -K x; echo $?', 'grep -r --include="*.md" red .', 'grep -P "\\d+" fruit.txt', 'grep -b red fruit.txt', 'sed -E s/a/b', "sed 's/a/b/k' noeol; echo $?", "sed '3,1p' noeol", "sed -n '/two/=' noeol", "sed 's/\\w\\+/\\u&/g' users.csv", "sed 's/.*/\\U&/' noeol", "sed 'b nolabel' noeol; echo $?", "sed '{p' noeol; echo $?", "sed -z 's/\\n/;/g' noeol", "sed 'k' noeol; echo $?", "find dir -printf '%f %s %d %y\\n' | sort", 'grep dir dir; echo $?', 'echo a | xargs -n0; echo $?', "sed '1~2d' users.csv", 'echo d | xargs -d, -n1'),
];
