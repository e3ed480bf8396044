import { Random } from '../../src/lib/random';

const NAMES = ['web', 'loop', 'db', 'box'];
const FILES = ['notes', 'log', 'dir/a', 'dir/b'];

/**
 * What a learner may type, in any order; a name may be taken or missing when its turn comes. No two timers of a
 * session fall on the same instant: which of such two goes first is nobody's promise.
 */
const COMMANDS: readonly ((pick: <T>(from: readonly T[]) => T) => string)[] = [
  // Files.
  (pick) => `mkdir -p dir; echo ${pick(['one', 'two', 'three'])} >> ${pick(FILES)}`,
  (pick) => `cat ${pick(FILES)}`,
  (pick) => `ln -sf ${pick(FILES)} link; ls -lR --time-style=full-iso`,
  (pick) => `chmod ${pick(['600', '755', 'u=rw,go='])} ${pick(FILES)}; stat -c '%A %U %s %Y' ${pick(FILES)}`,
  (pick) => `mv ${pick(FILES)} ${pick(FILES)}; rm -f ${pick(FILES)}; find . -type f | sort`,
  (pick) => `seq 1 ${pick([10, 500, 20000])} | sort -rn | head -${pick([1, 3])} | tee ${pick(FILES)}`,
  (pick) => `tar -czf all.tgz dir ${pick(['', 'log'])}; tar -tzf all.tgz | wc -l`,
  () => 'sudo mkdir -p /mnt/t && sudo mount -t tmpfs none /mnt/t; echo kept | sudo tee -a /mnt/t/f; df -h /mnt/t | tail -1',
  // The shell's own state.
  (pick) => `x=${pick(['1', 'abc', '"$x$x"'])}; a+=(${pick(['p', 'q r'])}); echo "$x" "\${#a[@]}" "\${a[*]}"`,
  (pick) => `f() { echo "f ${pick(['here', 'there'])} $1"; return ${pick([0, 3])}; }; f x; echo $?`,
  (pick) => `cd ${pick(['dir', '..', '~', '/tmp', '-'])}; pwd`,
  (pick) => `export NAME=${pick(['a', 'b'])}; env | grep ^NAME; alias ll='ls -l ${pick(['', '-a'])} | wc -l'`,
  () => 'll',
  (pick) => `umask ${pick(['022', '077'])}; set -o | grep ${pick(['noglob', 'history'])}; ${pick(['set -f', 'set +f'])}; echo *`,
  () => 'trap "echo got usr1" USR1; kill -USR1 $$; trap -p',
  () => 'history | tail -3',
  () => 'f again || echo status $?; echo "$NAME $OLDPWD $RANDOM $SECONDS"',
  // What runs in the background.
  (pick) => `(for i in 1 2 3 4 5 6; do echo tick $i; sleep ${pick(['0.7', '1.1'])}; done) > ticks 2>&1 &`,
  () => 'sleep 3 & jobs',
  (pick) => `sleep ${pick(['0.5', '2', '4'])}; wc -l < ticks; jobs`,
  () => 'tail -f ticks > copy & sleep 1; wc -l copy',
  (pick) => `kill %${pick([1, 2])}; sleep 0.1; cat copy | tail -2; jobs`,
  () => 'ps -o pid,ppid,stat,args',
  () => 'date; uptime -p',
  () => 'nohup sh -c "sleep 2; date > when" > /dev/null 2>&1 &',
  () => 'cat when ticks 2>&1 | tail -2',
  // Containers.
  (pick) => `docker run -d --name ${pick(NAMES)} busybox sh -c 'i=0; while true; do i=$((i+1)); echo $i; sleep ${pick(['0.5', '1'])}; done'`,
  (pick) => `docker run -d --name ${pick(NAMES)} -p ${pick([8080, 8081])}:80 nginx`,
  (pick) => `docker run -d --name ${pick(NAMES)} --restart on-failure:3 --health-cmd 'test -f /ok' --health-interval 700ms busybox sh -c 'sleep 1; exit 1'`,
  (pick) => `docker run -d --name ${pick(NAMES)} -v data:/data --memory 64m redis`,
  (pick) => `docker run --rm -v data:/data -v "$PWD":/w -w /w alpine sh -c 'ls; echo ${pick(['x', 'y'])} >> /data/f; wc -l < /data/f'`,
  (pick) => `curl -s localhost:${pick([8080, 8081])} | head -4`,
  () => 'docker ps -a',
  () => "docker ps -a --format '{{.Names}} {{.Status}} {{.Ports}} {{.Size}}'; docker stats --no-stream --format '{{.Name}} {{.PIDs}}'",
  (pick) => `docker logs --tail 3 -t ${pick(NAMES)}`,
  (pick) => `docker exec ${pick(NAMES)} sh -c 'echo ${pick(['a', 'b'])} >> /tmp/f; cat /tmp/f; ps | wc -l'`,
  (pick) => `docker exec ${pick(NAMES)} redis-cli ${pick(['incr n', 'set k v', 'get k', 'lpush l 1 2'])}`,
  (pick) => `docker ${pick(['stop -t 1', 'restart -t 1', 'pause', 'unpause', 'kill', 'rm -f', 'start', 'rm'])} ${pick(NAMES)}`,
  (pick) => `docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.RestartCount}} {{.State.StartedAt}}' ${pick(NAMES)}`,
  (pick) => `docker cp ${pick(NAMES)}:/etc/hostname host; docker diff ${pick(NAMES)}; cat host`,
  (pick) => `docker network ${pick(['create net', 'ls', 'rm net', 'inspect net -f "{{len .Containers}}"', 'connect net web', 'disconnect net web'])}`,
  (pick) => `docker volume ${pick(['ls', 'create data', 'rm data', 'inspect data -f "{{.Name}} {{.CreatedAt}}"'])}`,
  (pick) => `docker ${pick(['images', 'system df', 'image ls -q', 'history busybox', 'info | head -8'])}`,
  (pick) => `docker commit ${pick(NAMES)} mine:${pick([1, 2])} | cut -c1-7; docker tag mine:1 mine:2; docker rmi mine:${pick([1, 2])}`,
  (pick) => `printf 'FROM busybox\\nRUN echo ${pick(['a', 'b'])} > /f\\nCMD cat /f\\n' | docker build -q -t built - && docker run --rm built`,
  () => 'docker events --since 1h --until 0s --format "{{.Type}} {{.Action}} {{.Actor.Attributes.name}}" | tail -5',
];

/** The commands of the session with this seed: from six to eleven. */
export function commandsOf(seed: number): string[] {
  const random = new Random(seed);
  const pick = <T>(from: readonly T[]): T => from[random.below(from.length)]!;
  return Array.from({ length: 6 + random.below(6) }, () => pick(COMMANDS)(pick));
}

/** Each command once, in each of its forms. */
export function everyCommand(): string[] {
  return COMMANDS.flatMap((command) => [0, 1, 2, 3, 4, 5, 6, 7].map((i) => command((from) => from[i % from.length]!)));
}
