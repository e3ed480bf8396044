/** Where a variable was set last; a weaker one never replaces a stronger. */
export type Origin = 'default' | 'environment' | 'file' | 'command line' | 'override' | 'automatic';

export interface Variable {
  value: string;
  /** Expanded at every use (`=`), or once when it was set (`:=`). */
  recursive: boolean;
  origin: Origin;
  /** `export` and `unexport` of this name. */
  exported?: boolean;
}

const STRENGTH: Readonly<Record<Origin, number>> = { default: 0, environment: 1, file: 2, 'command line': 4, override: 5, automatic: 6 };

/** make's variables: one scope on another, as a target's own lie over the file's. */
export class Variables {
  private readonly own = new Map<string, Variable>();

  constructor(private readonly outer?: Variables) {}

  get(name: string): Variable | undefined {
    return this.own.get(name) ?? this.outer?.get(name);
  }

  /** Sets one, unless what is there is stronger (an assignment on the command line against one in the file). */
  set(name: string, variable: Variable): void {
    const there = this.get(name);
    if (there && STRENGTH[there.origin] > STRENGTH[variable.origin]) return;
    this.own.set(name, { ...(there?.exported !== undefined && { exported: there.exported }), ...variable });
  }

  remove(name: string): void {
    this.own.delete(name);
  }

  setExported(name: string, exported: boolean): void {
    this.own.set(name, { ...(this.get(name) ?? { value: '', recursive: false, origin: 'file' }), exported });
  }

  /** Every variable in sight, the inner ones last. */
  all(): Map<string, Variable> {
    return new Map([...(this.outer?.all() ?? []), ...this.own]);
  }

  names(): string[] {
    return [...this.all().keys()];
  }
}

/** What make knows without being told (GNU make's default.c), as far as its built-in rules and tutorials use it. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  SHELL: '/bin/sh', AR: 'ar', ARFLAGS: 'rv', AS: 'as', CC: 'cc', CXX: 'g++', CPP: '$(CC) -E', FC: 'f77', LD: 'ld', RM: 'rm -f', MAKE_COMMAND: 'make', MAKE: '$(MAKE_COMMAND)', 'MAKE_VERSION': '4.3', '.RECIPEPREFIX': '', MAKEFILE_LIST: '', SUFFIXES: '',
  'COMPILE.c': '$(CC) $(CFLAGS) $(CPPFLAGS) $(TARGET_ARCH) -c', 'COMPILE.cc': '$(CXX) $(CXXFLAGS) $(CPPFLAGS) $(TARGET_ARCH) -c', 'COMPILE.cpp': '$(COMPILE.cc)',
  'LINK.o': '$(CC) $(LDFLAGS) $(TARGET_ARCH)', 'LINK.c': '$(CC) $(CFLAGS) $(CPPFLAGS) $(LDFLAGS) $(TARGET_ARCH)', 'LINK.cc': '$(CXX) $(CXXFLAGS) $(CPPFLAGS) $(LDFLAGS) $(TARGET_ARCH)', 'LINK.cpp': '$(LINK.cc)',
  OUTPUT_OPTION: '-o $@',
};
