import js from '@eslint/js';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['generated/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['*.mjs'],
    languageOptions: { globals: { process: 'readonly' } },
  },
  {
    files: ['src/*.ts'],
    extends: [...ts.configs.strict],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-lines': ['error', 400],
    },
  },
);
