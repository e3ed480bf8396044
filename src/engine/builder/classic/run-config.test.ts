import { expect, test } from 'vitest';
import { applyChanges } from './run-config';

test('changes of docker commit', () => {
  const config = applyChanges({ Env: ['A=1'], WorkingDir: '/w', Cmd: ['sh'] }, [
    'ENV B=$A', 'CMD ["run", "it"]', 'EXPOSE 80', 'LABEL x="y z"', 'WORKDIR sub', 'USER app', 'ENTRYPOINT ["/e"]', 'ONBUILD RUN x',
  ]);
  expect(config).toEqual({
    Env: ['A=1', 'B=1'], WorkingDir: '/w/sub', Cmd: ['run', 'it'], ExposedPorts: { '80/tcp': {} }, Labels: { x: 'y z' }, User: 'app',
    Entrypoint: ['/e'], OnBuild: ['RUN x'],
  });
  expect(() => applyChanges({}, ['RUN x'])).toThrow('RUN is not a valid change command');
});
