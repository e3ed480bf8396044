// util.parseArgs
module.exports = ({ args = process.argv.slice(2), options = {}, strict = true, allowPositionals = !strict } = {}) => {
  const values = Object.create(null);
  const positionals = [];
  for (const [name, option] of Object.entries(options)) if (option.default !== undefined) values[name] = option.default;
  const put = (name, value) => {
    if (options[name]?.multiple) values[name] = [...(values[name] ?? []), value];
    else values[name] = value;
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--') {
      positionals.push(...args.slice(i + 1));
      break;
    }
    const long = /^--([^=]+)(?:=([\s\S]*))?$/.exec(arg);
    const short = long ? undefined : /^-([^-])$/.exec(arg);
    if (!long && !short) {
      if (!allowPositionals) throw internal.nodeError(TypeError, 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', `Unexpected argument '${arg}'. This command does not take positional arguments`);
      positionals.push(arg);
      continue;
    }
    const name = long ? long[1] : (Object.entries(options).find(([, option]) => option.short === short[1])?.[0] ?? short[1]);
    const option = options[name];
    if (!option && strict) throw internal.nodeError(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${arg.replace(/=.*/, '')}'`);
    if (option?.type === 'string') {
      const value = long?.[2] ?? args[++i];
      if (value === undefined && strict) throw internal.nodeError(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '--${name} <value>' argument missing`);
      put(name, value);
    } else put(name, long?.[2] ?? true);
  }
  return { values, positionals };
};
