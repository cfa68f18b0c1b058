import type { CodegenConfig } from '@graphql-codegen/cli'

const text = ['DateTime', 'EmailAddress', 'PhoneNumber', 'TimeZone', 'URL']
const config: CodegenConfig = {
  schema: '../../schema/api.graphql',
  documents: 'src/*.ts',
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        strictScalars: true,
        scalars: { JSON: 'unknown', ...Object.fromEntries(text.map((name) => [name, 'string'])) },
      },
    },
  },
}

export default config
