// What Relay's compiler reads; only what it makes of it is run.
import { graphql } from 'relay-runtime'

export const query = graphql`
  query callsQuery($first: Int!, $after: String) {
    calls(first: $first, after: $after) @connection(key: "page_calls", filters: []) {
      edges {
        node {
          id
          startedAt
          agent {
            id
            name
          }
        }
      }
      accounts {
        account
        state
      }
    }
  }
`
