// Operations of the console. They select no personal data.

export const START = /* GraphQL */ `
  query ConsoleStart {
    viewer {
      nouns
    }
    accounts {
      name
      vendor
      capabilities {
        noun
        list
        pageMaximum
      }
    }
  }
`

export const ACCOUNTS = /* GraphQL */ `
  query ConsoleAccounts {
    accounts {
      name
      vendor
      state
      stateSinceAt
      quota {
        requests
        windowMs
        usedLastMinute
        waiting
        nextSlotInMs
        pausedUntilAt
      }
    }
  }
`

/** What an account did for an answer. */
const REPORT = /* GraphQL */ `
  fragment Report on AccountReport {
    account
    vendor
    state
    asOf
    rows
    upstreamRequests
  }
`

export const STATS = /* GraphQL */ `
  subscription ConsoleStats($from: DateTime!, $timeZone: TimeZone!) {
    callStats(
      filter: { startedAt: { from: $from } }
      groupBy: [VENDOR]
      interval: HOUR
      timeZone: $timeZone
    ) {
      total {
        count
      }
      groups {
        startsAt
        vendor
        measures {
          count
        }
      }
      isComplete
      coveredFrom
      accounts {
        ...Report
      }
    }
  }
  ${REPORT}
`

export const WAITING = /* GraphQL */ `
  query ConsoleWaiting {
    currentMenuStatuses {
      nodes {
        menu {
          name
        }
        channel
        queuedCount
        longestQueueSeconds
      }
      accounts {
        ...Report
      }
    }
  }
  ${REPORT}
`

export const AGENTS = /* GraphQL */ `
  query ConsoleAgents {
    currentAgentStatuses(first: 1000) {
      nodes {
        status {
          name
        }
      }
      pageInfo {
        hasNextPage
      }
      accounts {
        ...Report
      }
    }
  }
  ${REPORT}
`

const CALL = /* GraphQL */ `
  fragment Row on Call {
    id
    vendor
    direction
    status
    vendorStatus
    startedAt
    durationSeconds
    menu {
      name
    }
    campaign {
      name
    }
  }
`

export const CALLS = /* GraphQL */ `
  query ConsoleCalls($first: Int!, $accounts: [String!]) {
    calls(first: $first, filter: { accounts: $accounts }) {
      nodes {
        ...Row
      }
      accounts {
        ...Report
      }
    }
  }
  ${CALL}
  ${REPORT}
`

export const CALL_UPDATES = /* GraphQL */ `
  subscription ConsoleCallUpdates($since: DateTime) {
    callUpdates(since: $since) {
      updatedAt
      nodes {
        ...Row
      }
      accounts {
        account
        state
      }
    }
  }
  ${CALL}
`
