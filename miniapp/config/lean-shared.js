// A bundler keeps what a module makes while it loads, for whatever making it might do. Here it does nothing else:
// what nobody uses may go, and the words say so to webpack and to the minifier.
const mayGo = '#__PURE__';

/**
 * Lets a phone load of `shared` what it uses, and no more. It sends and reads what the contract says, but checks none of it,
 * the server does: `input` and `output` of every row are left out, and with them go the schemas, zod and the procedures.
 * @param {{ types: typeof import('@babel/core').types }} babel
 */
module.exports = ({ types: t }) => ({
  visitor: {
    CallExpression({ node }) {
      const [row] = node.arguments;
      if (!t.isIdentifier(node.callee, { name: 'endpoint' })) return;
      row.properties = row.properties.filter(({ key }) => !['input', 'output'].includes(key.name));
    },
    Program(program) {
      const values = program
        .get('body')
        .map((line) => (line.isExportNamedDeclaration() ? line.get('declaration') : line))
        .filter((line) => line.isVariableDeclaration())
        .flatMap((line) => line.get('declarations'))
        .map((declared) => declared.get('init'))
        .filter((value) => value.node && !value.isFunction());
      for (const value of values) {
        const made = t.callExpression(t.arrowFunctionExpression([], value.node), []);
        value.replaceWith(t.addComment(made, 'leading', mayGo));
      }
    },
  },
});
