const both = (...scripts) => scripts.map((script) => ({ script }));
const gnu = (...scripts) => scripts.map((script) => ({ script, only: 'gnu' }));

/** Corners of the small tools: files of unequal length, files without a newline at their end, wrong values. */
export const linesSnippets = [
  ...both(
    'seq 6 | paste - -', 'seq 5 | paste - - -', 'paste noeol users.csv', 'paste users.csv noeol dir/a.txt', 'paste -d, users.csv noeol', 'paste -s users.csv noeol', 'paste -d"\\n" noeol users.csv', 'paste nosuch noeol; echo $?', 'seq 4 | paste -d: - - noeol', 'paste -d,: noeol users.csv dir/a.txt',
    'head -n -2 users.csv', 'head -n -1 noeol', 'head -n -9 users.csv', 'head -c -3 noeol', 'head -n 0 users.csv', 'head -n 1 noeol users.csv', 'head nosuch; echo $?', 'head -n x noeol; echo $?',
    'tail -n +2 users.csv', 'tail -n +2 noeol', 'tail -n +9 noeol', 'tail -c +3 noeol', 'tail -c 2 noeol', 'tail -n 1 noeol users.csv', 'tail -n +0 noeol', 'seq 5 | tail -n +3', 'tail -n x noeol; echo $?', 'tail nosuch; echo $?', 'tail -2 users.csv', 'tail -n -2 users.csv', 'tail -c1 noeol | od -c',
    'rev noeol', 'rev noeol | od -c', 'fold -w 2 noeol | od -c', 'fold -w 5 fruit.txt', 'fold -s -w 8 fruit.txt', 'printf abc | fold -w 3 | od -c',
    'ln noeol users.csv; echo $?', 'ln -s noeol users.csv; echo $?', 'ln -s a b; ln -s c b; echo $?', 'ln nosuch x; echo $?', 'ln dir x; echo $?', 'ln -sf noeol users.csv; readlink users.csv',
    'mkdir dir; echo $?', 'mkdir nosuch/x; echo $?', 'mkdir noeol/x; echo $?', "mkdir -p noeol/x; echo $?", 'mkdir dir/sub/new dir; ls dir/sub',
    'chmod zzz noeol; echo $?', 'chmod 999 noeol; echo $?', 'chmod u+q noeol; echo $?', 'chmod 644 nosuch noeol; echo $?',
    'sort -c fruit.txt; echo $?', 'sort -c noeol; echo $?', 'printf "b\\na\\n" | sort -c; echo $?', 'printf "a\\na\\n" | sort -cu; echo $?',
    'cut -d, -f2 -s users.csv noeol', 'cut -s -d, -f1 noeol; echo $?', 'cut -d, -f1 noeol', 'cut noeol; echo $?',
    'mktemp -u bad; echo $?', 'mktemp /nosuch/x.XXXXXX; echo $?', 'timeout 1 false; echo $?',
    'date -u -d "2024-03-01 +1 day" +%F 2>/dev/null || echo no',
  ),
  ...gnu(
    'timeout 0.1 sleep 5; echo $?',
    'split -l 2 fruit.txt; ls x*; cat xab', 'split -b 10 noeol p-; ls p-*; cat p-aa', 'split -b 5 fruit.txt; ls x* | wc -l', 'seq 100 | split -l 30 - part.; wc -l part.*', 'split -a 3 -l 2 fruit.txt; ls x*', 'split nosuch; echo $?',
    'head -n x noeol; echo $?', "mkdir 'a b'; mkdir 'a b'", "mkdir \"it's\"; mkdir \"it's\"", "rmdir 'no such'", "rm 'no such'", "ls 'no such'; echo $?", "cat 'no such'", "cp 'no such' x", "touch nosuch/x; echo $?",
    'split -n 2 fruit.txt; ls x*; cat xab', 'split -d -l 2 fruit.txt n; ls n*', 'split -l 0 fruit.txt; echo $?', 'split -b 1x fruit.txt; echo $?', 'split --additional-suffix=.txt -l 3 fruit.txt; ls x*', 'split --verbose -l 3 fruit.txt',
    'printf "1 a\\n2 b\\n3 c\\n" > l; printf "1 x\\n3 y\\n4 z\\n" > r; join l r', 'printf "1 a\\n2 b\\n" > l; printf "1 x\\n3 y\\n" > r; join -a1 -a2 l r', 'printf "1 a\\n2 b\\n" > l; printf "1 x\\n3 y\\n" > r; join -v1 l r; join -v 2 l r', 'printf "k,1\\n" > l; printf "k,2,3\\n" > r; join -t, l r', 'printf "a 1\\n" > l; printf "9 1 z\\n" > r; join -1 2 -2 2 l r', 'printf "1 a\\n2 b\\n" > l; printf "1 x\\n3 y\\n" > r; join -a1 -e - -o 0,1.2,2.2 l r', 'printf "2 a\\n1 b\\n" > l; printf "1 x\\n" > r; join l r; echo $?', 'printf "1 a\\n1 b\\n" > l; printf "1 x\\n1 y\\n" > r; join l r', 'join noeol; echo $?', 'join nosuch noeol; echo $?', 'printf "A 1\\n" > l; printf "a 2\\n" > r; join -i l r', 'printf "k v\\n1 a\\n" > l; printf "k w\\n1 b\\n" > r; join --header l r',
    'numfmt --to=iec 1024', 'numfmt --to=iec 1536 999 1048576', 'numfmt --to=si 1000 1500', 'numfmt --from=iec 1K 2M', 'numfmt --from=si 1K', 'numfmt --to=iec-i 2048', 'numfmt --to=iec --suffix=B 2048', 'echo 5000 x | numfmt --to=si', 'printf "a 2048\\nb 4096\\n" | numfmt --field=2 --to=iec', 'numfmt abc; echo $?', 'numfmt --from=iec 1X; echo $?', 'numfmt --grouping 1234567', 'numfmt --to=iec 123456789', 'numfmt --from=auto 1Ki', 'numfmt --padding=8 --to=si 1000', 'printf "h\\n1000\\n" | numfmt --header --to=si', 'numfmt --to=si --round=down 1999', 'numfmt --format="%.2f" --to=iec 1500', 'numfmt --from=iec 1.5G',
    'fallocate -l 1M f; stat -c %s f', 'fallocate -l 10KB f; stat -c %s f', 'fallocate f; echo $?', 'fallocate -l x f; echo $?', 'fallocate -l 100 f; fallocate -l 10 f; stat -c %s f',
    'csplit fruit.txt 3; ls xx*; cat xx01', 'csplit -s log.txt /WARN/; cat xx00', "csplit log.txt '/ERROR/' '{*}'; ls xx*", 'csplit -f p -n 3 fruit.txt 2 4; ls p*', 'csplit fruit.txt 99; echo $?; ls xx*',
    'date -u -d "2024-03-01 +1 day" +%F', 'date -u -d "2024-03-01 -1 day" +%F', 'date -u -d "2024-03-01 2 weeks" +%F', 'date -u -d "2024-01-31 +1 month" +%F', 'date -u -d "2024-02-29 1 year ago" +%F', 'date -u -d "2024-03-01 12:00 +90 minutes" "+%F %T"', 'date -u -d "2024-03-01 12:00:00 UTC + 1 hour" "+%F %T"', 'date -u -d "@0 + 1 day" +%s', 'date -d nonsense; echo $?', 'date -u -d "2024-03-01 10:00 yesterday" "+%F %T"', 'date -u -d "1 Mar 2024" +%F', 'date -u -d "March 5, 2024 3pm" "+%F %T"', 'date -u -d "2024-05-01 next month" +%F',
    'a=$(date +%s); touch -d "+1 minute" t; b=$(stat -c %Y t); [ $((b - a)) -ge 59 ] && echo later', 'touch -d "2 days ago" t; [ $(( $(date +%s) - $(stat -c %Y t) )) -ge 172799 ] && echo old', 'touch -d bogus t; echo $?', 'touch -t 202401020304.05 t; TZ=UTC stat -c %y t',
    'sort --parallel=4 users.csv', 'sort --parallel=x users.csv; echo $?', 'sort -S 10M users.csv', 'sort -R noeol | wc -l', 'sort -k x noeol; echo $?', 'sort --sort=numeric fruit.txt',
    'cut -f1 -d, --complement users.csv', 'cut --output-delimiter=: -d, -f1,3 users.csv', 'cut -f 0 noeol; echo $?',
    'zip a nosuch; echo $?', 'zip a nosuch noeol 2>/dev/null; echo $?', 'zip a nosuch 2>/dev/null; echo $?', 'zip -q a.zip noeol; unzip -l a.zip nosuch; echo $?', 'zip -q a.zip noeol; unzip a.zip nosuch; echo $?', 'gpg --dearmor nosuch; echo $?', 'gpg --dearmor -o out nosuch; echo $?',
  ),
];
