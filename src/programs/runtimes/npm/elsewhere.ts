/** Packages that exist and that the simulated registry doesn't offer. */
const NAMES = new Set(
  `vitest prisma vue svelte nuxt gatsby astro esbuild rollup parcel turbo tsx tsup sass less postcss tailwindcss autoprefixer bootstrap
jquery d3 three chart.js rxjs redux react-redux react-router react-router-dom formik yup immer mobx zustand swr graphql typeorm knex
objection better-sqlite3 mariadb tedious oracledb cassandra-driver neo4j-driver memcached nats mqtt bull bullmq agenda node-cron cron
node-schedule nodemailer twilio stripe aws-sdk firebase firebase-admin puppeteer playwright cypress selenium-webdriver sinon nock tap
ava jasmine karma nyc c8 husky lint-staged standard jshint grunt gulp browserify lerna nx inquirer ora figlet got
superagent request cheerio jsdom marked sharp pdfkit exceljs xlsx archiver fs-extra glob globby mkdirp del shelljs execa cross-spawn
bluebird async q underscore ramda immutable validator ajv slugify i18next luxon express-rate-limit express-validator passport-local
passport-jwt connect-redis connect-mongo csurf hbs nunjucks mustache socket.io-client http-proxy http-proxy-middleware is-even
is-number colors kleur picocolors bunyan signale pnpm npm-check-updates date-fns
create-react-app create-next-app create-vite create-vue`.split(/\s+/),
);
const SCOPES = /^@(?:types|babel|angular|nestjs|vitejs|vue|prisma|aws-sdk|google-cloud|azure|apollo|testing-library|typescript-eslint|eslint|mui|emotion|reduxjs|tanstack|grpc|hapi|fastify|swc|rollup|sveltejs|radix-ui|storybook|faker-js|playwright|socket\.io|opentelemetry|sentry|octokit|tailwindcss|jest|sinonjs)\/[\w.-]+$/;

/** Whether the real registry has a package of this name, as far as it is known here. */
export const existsElsewhere = (name: string): boolean => NAMES.has(name) || SCOPES.test(name);
