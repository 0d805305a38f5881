import type { ExampleQuery } from './platform/graphql/explorer.ts'

/** Ready operations in the explorer's tabs. A test runs each against the demonstration data's schema. */
export const examples: readonly ExampleQuery[] = [
  {
    name: '登录 sign in',
    query: `# 复制返回的 accessToken，填入左侧 Headers：Authorization: Bearer …
# Copy the accessToken into the headers: Authorization: Bearer …
mutation SignIn {
  signIn(input: { login: "liaison", password: "" }) {
    accessToken
    refreshToken
    userErrors { field message code }
  }
}`,
  },
  {
    name: '我是谁 who am I',
    query: `query WhoAmI {
  viewer {
    account { login displayName }
    roles { role organization { shortName } }
    permissions { permission }
  }
  organization { code shortName level terms { number startsOn } }
}`,
  },
  {
    name: '委员列表 members',
    query: `query Members($text: String, $after: String) {
  members(first: 20, after: $after, filter: { text: $text, status: ACTIVE }) {
    totalCount
    nodes {
      id
      name
      isStanding
      workUnit
      person { sex ethnicity birth { year month } party { name } phoneMasked }
      sector { name }
      specialCommittee { name }
      positions { name }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { text: '王' },
  },
  {
    name: '待审核 to confirm',
    query: `query ToConfirm {
  dutyRecords(first: 20, filter: { state: PENDING }) {
    totalCount
    nodes {
      id
      version
      occurredOn
      title
      category { name }
      facts
      member { name sector { name } }
      evidence { name contentType size url }
      availableActions { action isAvailable reason }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    name: '履职档案 duty file',
    query: `query DutyFiles($year: Int) {
  members(first: 3, orderBy: { field: NAME, direction: ASC }) {
    nodes {
      name
      dutyFile {
        countsByCategory(year: $year) { category { name } count confirmed pending }
        countsByYear { year count confirmed }
        records(first: 5) { totalCount nodes { occurredOn title state } }
      }
    }
  }
}`,
    variables: { year: 2024 },
  },
  {
    name: '履职类别 categories',
    query: `query Categories {
  dutyCategories { code name fields { name label type required choices { code label } } }
}`,
  },
  {
    name: '所属县区 counties',
    query: `query Counties {
  organization {
    shortName
    children { code shortName sectors { name } specialCommittees { name } }
  }
}`,
  },
]
