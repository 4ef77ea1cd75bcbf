// Direction of imports. Each rule says why; ARCHITECTURE.md shows the picture.

/**
 * The order of the modules: one may use only modules of earlier lines (and itself). A module on the same line is not
 * its neighbour's business. A new module gets its line here first.
 */
const order = [
  ['audit'],
  ['jurisdictions'],
  ['accounts'],
  ['deadlines', 'attachments'],
  ['institutions'],
  ['administration'],
  ['admission'],
  ['classes', 'staff'],
  ['children'],
  ['importing', 'registration', 'papers'],
  ['verification'],
  ['transfers'],
  ['duplicates', 'key-changes', 'departures', 'yearly-round', 'rosters'],
  ['petitions', 'province-border'],
  ['accidents', 'primary-entry'],
  ['supervision', 'projects', 'forms', 'declarations'],
  ['alterations'],
  ['statistics'],
  ['flows'],
  ['exports', 'announcements', 'exchange', 'operations', 'tasks'],
  ['simulation'],
];

const tests = '[.]test[.]tsx?$';
const bare = 'node_modules';

const orderRules = order.flatMap((line, index) =>
  line.map((name) => {
    const earlier = order.slice(0, index).flat();
    const allowed = [name, ...earlier].join('|');
    return {
      name: `order-of-${name}`,
      comment: `modules/${name} may use only ${[name, ...earlier].join(', ')}: the modules stand in one order, so that none needs a later one to be understood or tested.`,
      severity: 'error',
      from: { path: `^modules/${name}/`, pathNot: tests },
      to: { path: '^modules/', pathNot: `^modules/(${allowed})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Files that need each other are one file or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere breaks at run time only.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A package that package.json does not name is there by accident.',
      severity: 'error',
      from: { pathNot: '^tools/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'kernel-is-pure',
      comment:
        'The kernel is the ground of server and pages: nothing but itself, zod and date-fns (with its dates in UTC).',
      severity: 'error',
      from: { path: '^kernel/', pathNot: [tests, '^kernel/testing/'] },
      to: { pathNot: ['^kernel/', `${bare}/(zod|date-fns|@date-fns/utc)/`] },
    },
    {
      name: 'module-roots-are-pure',
      comment:
        'The words, rules and contracts of a module run in the browser and on the server: kernel and other module roots only.',
      severity: 'error',
      from: { path: '^modules/[^/]+/[^/]+[.]ts$', pathNot: tests },
      to: {
        pathNot: [
          '^kernel/(?!testing/)',
          '^modules/[^/]+/[^/]+[.](ts|json)$',
          '^modules/[^/]+/(messages|reference)/[^/]+[.]json$',
          `${bare}/(zod|date-fns|@date-fns/utc)/`,
        ],
      },
    },
    {
      name: 'server-through-the-door',
      comment: "Another module's store is its own: ask its server/index.ts, or use its pure root files.",
      severity: 'error',
      from: { path: '^modules/([^/]+)/server/', pathNot: tests },
      to: {
        path: '^modules/[^/]+/(server|web)/',
        pathNot: ['^modules/$1/', '^modules/[^/]+/server/index[.]ts$'],
      },
    },
    {
      name: 'server-without-pages',
      comment: 'The server knows no page.',
      severity: 'error',
      from: { path: '^(modules/[^/]+/server|platform|apps/server)/' },
      to: {
        path: ['^modules/[^/]+/web/', '^ui/(?!messages/)', '^apps/web/', `${bare}/(react|react-dom|antd|@ant-design)/`],
      },
    },
    {
      name: 'pages-without-server',
      comment: 'The browser gets no server code, no database driver and no Node.',
      severity: 'error',
      from: { path: '^(modules/[^/]+/web|ui|apps/web)/', pathNot: ['^apps/web/vite[.]config[.]ts$', tests] },
      to: { path: ['^modules/[^/]+/server/', '^platform/', '^apps/server/', `${bare}/(pg|fastify|pg-boss|pino)/`] },
    },
    {
      name: 'pages-without-node',
      comment: 'The browser has no Node.',
      severity: 'error',
      from: { path: '^(modules/[^/]+/web|ui|apps/web)/', pathNot: ['^apps/web/vite[.]config[.]ts$', tests] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'own-pages-only',
      comment: "A module's pages never use another module's pages: what they share belongs to ui.",
      severity: 'error',
      from: { path: '^modules/([^/]+)/web/' },
      to: { path: '^modules/[^/]+/web/', pathNot: '^modules/$1/web/' },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'Plumbing that knows a module is part of that module.',
      severity: 'error',
      from: { path: '^platform/', pathNot: tests },
      to: { path: '^(modules|apps|ui)/' },
    },
    {
      name: 'ui-knows-no-module',
      comment: 'What pages share must not depend on one of them.',
      severity: 'error',
      from: { path: '^ui/', pathNot: tests },
      to: { path: '^(modules|apps|platform)/' },
    },
    {
      name: 'nobody-needs-an-app',
      comment: 'The apps put everything together; nothing is built on them.',
      severity: 'error',
      from: { path: '^(kernel|modules|platform|ui)/', pathNot: tests },
      to: { path: '^apps/' },
    },
    {
      name: 'tests-stay-outside',
      comment: 'What only tests need must not reach the running system.',
      severity: 'error',
      from: {
        path: '^(kernel|modules|platform|ui|apps)/',
        pathNot: [tests, '/testing/', '^apps/web/vite[.]config[.]ts$'],
      },
      to: { path: [tests, '^(kernel|platform)/testing/'] },
    },
    {
      name: 'module-has-its-place',
      comment: 'A new module gets its line in the order above before its first import.',
      severity: 'error',
      from: { path: '^modules/[^/]+/', pathNot: `^modules/(${order.flat().join('|')})/` },
      to: {},
    },
    ...orderRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    combinedDependencies: true,
    exclude: { path: '(^|/)(dist|var)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
