import { parseTemplate, TemplateError } from '../../../src/lib/gotemplate';
import { ANY, arrayOf, BOOL, FLOAT64, func, GoError, INT, interfaceOf, mapOf, pointerTo, sliceOf, STRING, structOf, Typed, UINT8 } from '../../../src/lib/govalue';
import { canonical, type Adapter } from './types';

const ADDR = structOf('main.addr', [
  ['IP', STRING],
  ['Port', INT],
]);
const SVC = structOf('main.svc', [
  ['Name', STRING],
  ['Addr', ADDR],
  ['Ptr', pointerTo(ADDR)],
  ['Nil', pointerTo(ADDR)],
  ['Tags', sliceOf(STRING, true)],
  ['Opts', mapOf(STRING)],
  ['Any', ANY],
  ['hidden', INT],
  ['On', BOOL],
  ['U8', UINT8],
  ['F', FLOAT64],
  ['Bytes', sliceOf(UINT8, true)],
  ['Arr', arrayOf(INT, 3)],
  ['Iface', interfaceOf('fmt.Stringer')],
]);

const PS = structOf(
  'main.ps',
  ['id', 'names', 'image', 'status', 'labels'].map((name) => [name, STRING] as const),
  {
    methods: {
      ID: func([], STRING, (_, self) => (self as Record<string, string>).id),
      Names: func([], STRING, (_, self) => (self as Record<string, string>).names),
      Image: func([], STRING, (_, self) => (self as Record<string, string>).image),
      Status: func([], STRING, (_, self) => (self as Record<string, string>).status),
      Labels: func([], STRING, (_, self) => (self as Record<string, string>).labels),
      Label: func([STRING], STRING, ([name]) => ({ a: '1', b: 'two' })[name as string] ?? ''),
      Two: func([INT, INT], INT, ([a, b]) => Number(a) * Number(b)),
      Fail: func([], STRING, () => {
        throw new GoError('boom');
      }),
    },
  },
);

/** The Go structs that the file tells of in words. */
const STRUCTS: Record<string, unknown> = {
  ps: new Typed(PS, { id: '4fa6e0f0c678', names: 'web_1', image: 'nginx:1.25', status: 'Up 5 minutes', labels: 'a=1,b=two' }),
  svc: new Typed(SVC, {
    Name: 'api',
    Addr: { IP: '10.0.0.1', Port: 80 },
    Ptr: { IP: '10.0.0.2', Port: 81 },
    Nil: null,
    Tags: ['x', 'y'],
    Opts: { k: 'v', a: 'b' },
    Any: 7,
    hidden: 0,
    On: true,
    U8: 200,
    F: 2.5,
    Bytes: new TextEncoder().encode('hi'),
    Arr: [1, 2, 3],
    Iface: null,
  }),
};

/** Numbers written with a point or exponent are float64, as the file's note says: JSON.parse has lost that. */
function floats(data: any): any {
  if (data && typeof data === 'object' && 'Big' in data) return { ...data, Big: new Typed(FLOAT64, data.Big) };
  return data;
}

export const adapter: Adapter = (file) => {
  const data = file.data as Record<string, unknown>;
  return (file.cases ?? []).map((test) => {
    const expected = { out: test.out, error: test.error, phase: test.phase };
    let got: unknown;
    try {
      const template = parseTemplate(test.template, { missingKey: test.option === 'missingkey=error' ? 'error' : 'default' });
      got = { out: template.execute(Object.hasOwn(STRUCTS, test.data) ? STRUCTS[test.data] : floats(data[test.data])) };
    } catch (error) {
      if (!(error instanceof TemplateError)) got = { crash: String((error as Error).stack) };
      else got = { out: error.partial, error: error.message, phase: error.phase };
    }
    return { ok: canonical(expected) === canonical(got), expected, got, label: `${test.id} ${test.data} ${JSON.stringify(test.template)}` };
  });
};
