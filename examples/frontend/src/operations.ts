import { graphql } from './gql/index.ts'

export const CALLS = graphql(`
  query Calls($filter: CallFilter, $first: Int!, $after: String) {
    calls(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          accountName
          direction
          status
          startedAt
          durationSeconds
          agent {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      accounts {
        account
        state
        code
        retryAfterMs
        asOf
      }
    }
  }
`)

export const UPDATES = graphql(`
  subscription Updates($filter: CallFilter) {
    callUpdates(filter: $filter) {
      updatedAt
      edges {
        kind
        node {
          id
          status
          durationSeconds
          agent {
            id
            name
          }
        }
      }
    }
  }
`)

export const NUMBERS = graphql(`
  subscription Numbers($filter: CallFilter!) {
    callStats(filter: $filter) {
      isComplete
      total {
        count
        byStatus {
          status
          count
        }
        queueSeconds {
          average
        }
      }
    }
  }
`)
