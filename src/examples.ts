import type { ExampleQuery } from './platform/graphql/explorer.ts'

/** Ready operations in the explorer's tabs. A test runs each against the demonstration data's schema. */
export const examples: readonly ExampleQuery[] = [
  {
    name: '登录 sign in',
    signsIn: true,
    query: `# 填入口令后发送，把返回的 accessToken 填入右上角环境变量的 token，其他窗口即以此账号查询
# Fill in the password and send; copy the accessToken into token of the environment (top right): the other windows send it
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
  {
    name: '提案列表 proposals',
    query: `query Proposals($states: [ProposalState!], $after: String) {
  proposals(first: 10, after: $after, filter: { states: $states }) {
    totalCount
    nodes {
      id
      version
      citation
      title
      state
      proposerKind
      party { name }
      signers { role state member { name sector { name } } }
      handlings { role state round unit { name } }
      submittedAt
      isKey
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { states: ['IN_HANDLING', 'REPLIED', 'FEEDBACK'] },
  },
  {
    name: '提案全程 one proposal',
    query: `query WholeProposal {
  proposals(first: 1, filter: { isKey: true }) {
    nodes {
      title
      situation
      analysis
      suggestions
      citation
      state
      firstProposer { name }
      texts { number title submittedAt }
      assignments { state office { name } }
      handlings {
        role
        state
        unit { name }
        deadlines { kind startsOn dueOn state isCurrent explanation { text } }
        replies { state replyClass localLetter sentAt items { suggestion answer } }
      }
      feedback { overall comment member { name } }
      supervisions { heldOn form record }
      events(first: 50, orderBy: { field: CREATED_AT, direction: ASC }) {
        nodes { createdAt action fromState toState actor note facts }
      }
      availableActions { action isAvailable reason }
    }
  }
}`,
  },
  {
    name: '提案待办 work lists',
    query: `query WorkLists {
  proposalWorkLists {
    kind
    count
    proposals(first: 5) { nodes { id title state submittedAt } }
  }
}`,
  },
  {
    name: '提案检索 search',
    query: `query SearchProposals($text: String) {
  proposals(first: 5, filter: { text: $text }) {
    totalCount
    nodes { title citation state handlings { unit { name } replies { replyClass } } }
  }
}`,
    variables: { text: '加装电梯 补偿' },
  },
  {
    name: '相似提案 similar',
    query: `query SimilarProposals($input: SimilarProposalsInput!) {
  similarProposals(atMost: 3, input: $input) {
    score
    title
    committee
    citation
    state
    units
    replyClasses
    passages { own { block text } other { block text } }
  }
}`,
    variables: {
      input: {
        title: '关于推进御东新区老旧小区加装电梯工作的提案',
        situation: '不少老人一周下不了一次楼，就医、买菜都要靠邻里帮忙。',
        analysis: '低层住户担心采光和噪声，缺少公认的补偿标准，协商久拖不决。',
        suggestions: '编制加装电梯技术导则和利益补偿指导标准，供居民协商时参考。',
      },
    },
  },
  {
    name: '办理统计 handling rates',
    query: `query HandlingRates {
  proposalHandlingRates(by: UNIT) {
    unit { name }
    assigned
    replied
    handlingRate
    onTimeRate
    satisfaction
  }
}`,
  },
]
