// What pip 24.0 prints of an installation, in its order.
import { expect, test } from 'vitest';
import { session } from '../sessions/host';

test('pip install tells of each file, then of all', async () => {
  const { sh, end } = await session();
  const ours = await sh(`printf 'requests==2.32.5 # http\\n' > r.txt; docker run --rm -v $PWD/r.txt:/r.txt python:3.11-slim sh -c 'pip install -r /r.txt && pip check; pip uninstall -y idna; pip check; pip install -q "fastapi[standard]"; pip freeze | grep -c .; pip install nosuch-thing' 2>/dev/null`);
  end();
  expect(ours).toEqual({
    status: 1,
    stderr: '',
    stdout: `Collecting requests==2.32.5 (from -r /r.txt (line 1))
  Downloading requests-2.32.5-py3-none-any.whl.metadata (3.2 kB)
Collecting charset_normalizer<4,>=2 (from requests==2.32.5->-r /r.txt (line 1))
  Downloading charset_normalizer-3.4.3-py3-none-any.whl.metadata (3.2 kB)
Collecting idna<4,>=2.5 (from requests==2.32.5->-r /r.txt (line 1))
  Downloading idna-3.10-py3-none-any.whl.metadata (3.2 kB)
Collecting urllib3<3,>=1.21.1 (from requests==2.32.5->-r /r.txt (line 1))
  Downloading urllib3-2.5.0-py3-none-any.whl.metadata (3.2 kB)
Collecting certifi>=2017.4.17 (from requests==2.32.5->-r /r.txt (line 1))
  Downloading certifi-2025.10.5-py3-none-any.whl.metadata (3.2 kB)
Downloading requests-2.32.5-py3-none-any.whl (64 kB)
   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 64.0/64.0 kB 9.0 MB/s eta 0:00:00
Downloading charset_normalizer-3.4.3-py3-none-any.whl (150 kB)
   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 150.0/150.0 kB 9.0 MB/s eta 0:00:00
Downloading idna-3.10-py3-none-any.whl (70 kB)
   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 70.0/70.0 kB 9.0 MB/s eta 0:00:00
Downloading urllib3-2.5.0-py3-none-any.whl (129 kB)
   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 129.0/129.0 kB 9.0 MB/s eta 0:00:00
Downloading certifi-2025.10.5-py3-none-any.whl (163 kB)
   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 163.0/163.0 kB 9.0 MB/s eta 0:00:00
Installing collected packages: urllib3, idna, charset-normalizer, certifi, requests
Successfully installed certifi-2025.10.5 charset-normalizer-3.4.3 idna-3.10 requests-2.32.5 urllib3-2.5.0
No broken requirements found.
Found existing installation: idna 3.10
Uninstalling idna-3.10:
  Successfully uninstalled idna-3.10
requests 2.32.5 requires idna, which is not installed.
38
`,
  });
});
