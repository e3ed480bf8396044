cat > package.json <<'END'
{ "name": "app", "version": "1.0.0", "license": "MIT", "scripts": { "start": "node app.js", "test": "jest", "build": "tsc", "fail": "exit 3" }, "dependencies": { "express": "^4.18.2" }, "devDependencies": { "ms": "^2.0.0" } }
END
say npm run
say npm ci
say npm install --no-audit --no-fund
say npm ci --only=production
say npm ci --production
say npm ls
say npm ls express
say npm outdated
say npm test
say npm install express@99
say npm version minor
say npm pkg get version
say npm pkg set scripts.dev=nodemon
say npm cache clean
say npm config set fund false
say npm config get fund
say npm whoami
say npm explain ms
say npm frobnicate
sed -i 's/"express"/"cors": "^2.8.5", "express"/; s/\^4.18.2/^5.0.0/' package.json
npm ci 2>&1 | grep -E 'code|Missing|cors|express@'
rm -rf node_modules package-lock.json
say yarn install --frozen-lockfile
say yarn
say yarn install --frozen-lockfile
say yarn add vary
say yarn run
say yarn fail
say yarn nope
sed -i 's/"cors"/"etag": "^1.0.0", "cors"/' package.json
say yarn install --frozen-lockfile
say corepack enable
say pnpm install
say npm audit --json
say npm audit fix
say npm audit signatures
say npm rebuild
say npm dedupe
say npm cache verify
say yarn cache dir
say yarn cache list
say yarn cache
