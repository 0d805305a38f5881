export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  Date: { input: string; output: string; }
  DateTime: { input: string; output: string; }
  Decimal: { input: string; output: string; }
  JSON: { input: unknown; output: unknown; }
  UUID: { input: string; output: string; }
};

export type Account = Node & {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly displayName: Scalars['String']['output'];
  readonly hasSecondFactor?: Maybe<Scalars['Boolean']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly login?: Maybe<Scalars['String']['output']>;
  readonly mustChangePassword?: Maybe<Scalars['Boolean']['output']>;
  readonly organization?: Maybe<Organization>;
  readonly passwordChangedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly roleGrants: ReadonlyArray<RoleGrant>;
  readonly status: AccountStatus;
  readonly version: Scalars['Int']['output'];
};

export type AccountConnection = {
  readonly edges: ReadonlyArray<AccountEdge>;
  readonly nodes: ReadonlyArray<Account>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type AccountCreatePayload = {
  readonly account?: Maybe<Account>;
  readonly initialPassword?: Maybe<Scalars['String']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type AccountEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Account;
};

export type AccountFilter = {
  readonly login?: InputMaybe<Scalars['String']['input']>;
  readonly role?: InputMaybe<Role>;
  readonly status?: InputMaybe<AccountStatus>;
};

export type AccountInput = {
  readonly displayName: Scalars['String']['input'];
  readonly login: Scalars['String']['input'];
  readonly organization: Scalars['ID']['input'];
};

export type AccountOrder = {
  readonly direction: OrderDirection;
  readonly field: AccountOrderField;
};

export type AccountOrderField =
  | 'CREATED_AT'
  | 'LOGIN'
  | 'NAME';

export type AccountPasswordResetPayload = {
  readonly account?: Maybe<Account>;
  readonly initialPassword?: Maybe<Scalars['String']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type AccountRestorePayload = {
  readonly account?: Maybe<Account>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type AccountStatus =
  | 'ACTIVE'
  | 'SUSPENDED';

export type AccountSuspendPayload = {
  readonly account?: Maybe<Account>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type AccountUpdateInput = {
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  readonly login?: InputMaybe<Scalars['String']['input']>;
};

export type AccountUpdatePayload = {
  readonly account?: Maybe<Account>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type Activity = Node & {
  readonly agenda: ReadonlyArray<ActivityAgendaItem>;
  readonly attendanceCounts: ReadonlyArray<AttendanceCount>;
  readonly attendances: AttendanceConnection;
  readonly availableActions: ReadonlyArray<ActivityAvailableAction>;
  readonly calendarSequence: Scalars['Int']['output'];
  readonly cancelledAt?: Maybe<Scalars['DateTime']['output']>;
  readonly clashes: ReadonlyArray<ActivityClash>;
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly credits?: Maybe<Scalars['Decimal']['output']>;
  readonly creditsByMember: ReadonlyArray<ActivityMemberCredits>;
  readonly delegations: ReadonlyArray<ActivityDelegation>;
  readonly description: Scalars['String']['output'];
  readonly endsAt: Scalars['DateTime']['output'];
  readonly halfDays: ReadonlyArray<ActivityHalfDay>;
  readonly id: Scalars['ID']['output'];
  readonly invitationCounts: ReadonlyArray<ActivityInvitationCount>;
  readonly invitations: ActivityInvitationConnection;
  readonly isOpenBelow: Scalars['Boolean']['output'];
  readonly joinedBy: ReadonlyArray<Activity>;
  readonly joinsOrganization?: Maybe<Organization>;
  readonly joinsTitle?: Maybe<Scalars['String']['output']>;
  readonly jointWith?: Maybe<OrganizationLevel>;
  readonly kind?: Maybe<ActivityKind>;
  readonly leaveRequests: LeaveRequestConnection;
  readonly materials: ReadonlyArray<File>;
  readonly notifiedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly organization?: Maybe<Organization>;
  readonly outcomeCounts: ReadonlyArray<ActivityOutcomeCount>;
  readonly outcomes: ActivityOutcomeConnection;
  readonly parent?: Maybe<Activity>;
  readonly place: Scalars['String']['output'];
  readonly position?: Maybe<ActivityPosition>;
  readonly reason?: Maybe<Scalars['String']['output']>;
  readonly recordedBy?: Maybe<Member>;
  readonly replyUntil?: Maybe<Scalars['DateTime']['output']>;
  readonly researchTopic?: Maybe<ResearchTopic>;
  readonly session?: Maybe<Session>;
  readonly specialCommittee?: Maybe<SpecialCommittee>;
  readonly speechCall?: Maybe<ActivitySpeechCall>;
  readonly speeches: ActivitySpeechConnection;
  readonly startsAt: Scalars['DateTime']['output'];
  readonly state: ActivityState;
  readonly studyBody?: Maybe<ActivityStudyBody>;
  readonly subSessions: ReadonlyArray<Activity>;
  readonly subjects: ReadonlyArray<VisitSubject>;
  readonly title: Scalars['String']['output'];
  readonly topic: Scalars['String']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  readonly version: Scalars['Int']['output'];
  readonly videoMinutes?: Maybe<Scalars['Int']['output']>;
  readonly videoUrl?: Maybe<Scalars['String']['output']>;
  readonly visitKind?: Maybe<ActivityVisitKind>;
};


export type ActivityAttendancesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AttendanceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AttendanceOrder>;
};


export type ActivityInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityInvitationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityInvitationOrder>;
};


export type ActivityLeaveRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LeaveRequestFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<LeaveRequestOrder>;
};


export type ActivityOutcomesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityOutcomeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityOutcomeOrder>;
};


export type ActivitySpeechesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivitySpeechFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivitySpeechOrder>;
};

export type ActivityAction =
  | 'ARRANGE'
  | 'CANCEL'
  | 'CLOSE'
  | 'CONFIRM'
  | 'CORRECT_ATTENDANCE'
  | 'DECIDE_LEAVE'
  | 'HOLD'
  | 'MOVE'
  | 'NOTIFY'
  | 'NOTIFY_MORE'
  | 'RECORD'
  | 'RECORD_ATTENDANCE'
  | 'REOPEN'
  | 'REPLY'
  | 'REQUEST_LEAVE'
  | 'RETURN'
  | 'REVISE'
  | 'SIGN_IN'
  | 'UNINVITE'
  | 'UPDATE'
  | 'WITHDRAW'
  | 'WITHDRAW_LEAVE';

export type ActivityAgendaItem = Node & {
  readonly id: Scalars['ID']['output'];
  readonly presenter: Scalars['String']['output'];
  readonly rank: Scalars['Int']['output'];
  readonly startsAt?: Maybe<Scalars['DateTime']['output']>;
  readonly title: Scalars['String']['output'];
};

export type ActivityAgendaItemInput = {
  readonly presenter?: InputMaybe<Scalars['String']['input']>;
  readonly startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly title: Scalars['String']['input'];
};

export type ActivityAgendaSetPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityAvailableAction = {
  readonly action: ActivityAction;
  readonly isAvailable: Scalars['Boolean']['output'];
  readonly reason?: Maybe<Scalars['String']['output']>;
};

export type ActivityCancelInput = {
  readonly reason: Scalars['String']['input'];
};

export type ActivityCancelPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityClash = {
  readonly activity?: Maybe<Activity>;
  readonly kind: ActivityClashKind;
  readonly memberCount: Scalars['Int']['output'];
  readonly members: ReadonlyArray<Member>;
};

export type ActivityClashKind =
  | 'MEMBERS_INVITED'
  | 'MEMBERS_ON_LEAVE'
  | 'PLACE_TAKEN';

export type ActivityClosePayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<AttendanceUserError>;
};

export type ActivityConfirmPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityConnection = {
  readonly edges: ReadonlyArray<ActivityEdge>;
  readonly nodes: ReadonlyArray<Activity>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ActivityCreateInput = {
  readonly credits?: InputMaybe<Scalars['Decimal']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly endsAt: Scalars['DateTime']['input'];
  readonly halfDays?: InputMaybe<ReadonlyArray<ActivityHalfDayInput>>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly isOpenBelow?: InputMaybe<Scalars['Boolean']['input']>;
  readonly joins?: InputMaybe<Scalars['ID']['input']>;
  readonly jointWith?: InputMaybe<OrganizationLevel>;
  readonly kind: Scalars['ID']['input'];
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  readonly partOf?: InputMaybe<Scalars['ID']['input']>;
  readonly place?: InputMaybe<Scalars['String']['input']>;
  readonly position?: InputMaybe<ActivityPositionInput>;
  readonly replyUntil?: InputMaybe<Scalars['DateTime']['input']>;
  readonly session?: InputMaybe<Scalars['ID']['input']>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly startsAt: Scalars['DateTime']['input'];
  readonly studyBody?: InputMaybe<ActivityStudyBody>;
  readonly title: Scalars['String']['input'];
  readonly topic?: InputMaybe<Scalars['String']['input']>;
  readonly videoMinutes?: InputMaybe<Scalars['Int']['input']>;
  readonly videoUrl?: InputMaybe<Scalars['String']['input']>;
  readonly visitKind?: InputMaybe<ActivityVisitKind>;
};

export type ActivityCreatePayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityDelegation = Node & {
  readonly activity?: Maybe<Activity>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly leader: Scalars['String']['output'];
  readonly level: DelegationLevel;
  readonly name: Scalars['String']['output'];
  readonly persons: Scalars['Int']['output'];
  readonly provinceCode?: Maybe<Scalars['String']['output']>;
  readonly provinceName?: Maybe<Scalars['String']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type ActivityDelegationCreateInput = {
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly leader: Scalars['String']['input'];
  readonly level: DelegationLevel;
  readonly name: Scalars['String']['input'];
  readonly persons: Scalars['Int']['input'];
  readonly provinceCode?: InputMaybe<Scalars['String']['input']>;
};

export type ActivityDelegationCreatePayload = {
  readonly activityDelegation?: Maybe<ActivityDelegation>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityDelegationRemovePayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityDelegationUpdateInput = {
  readonly leader: Scalars['String']['input'];
  readonly level: DelegationLevel;
  readonly name: Scalars['String']['input'];
  readonly persons: Scalars['Int']['input'];
  readonly provinceCode?: InputMaybe<Scalars['String']['input']>;
};

export type ActivityDelegationUpdatePayload = {
  readonly activityDelegation?: Maybe<ActivityDelegation>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Activity;
};

export type ActivityErrorCode =
  | 'ALREADY_ENDED'
  | 'ALREADY_REPLIED'
  | 'ALREADY_REQUESTED'
  | 'DUPLICATE'
  | 'ENDS_BEFORE_START'
  | 'EVIDENCE_REQUIRED'
  | 'HAS_ATTENDANCE'
  | 'HAS_OUTCOMES'
  | 'ID_REUSED'
  | 'INVALID_CREDIT_CODE'
  | 'INVALID_STATE'
  | 'INVALID_TEXT'
  | 'INVALID_VALUE'
  | 'LEAVE_OPEN'
  | 'NAME_OR_CODE_TAKEN'
  | 'NOBODY_IN_SCOPE'
  | 'NOT_ACTIVE'
  | 'NOT_APPLICABLE'
  | 'NOT_ENDED'
  | 'NOT_FOR_YOU_TO_ENTER'
  | 'NOT_FOUND'
  | 'NOT_INVITED'
  | 'NOT_JOINABLE'
  | 'NOT_STARTED'
  | 'OUTSIDE_ACTIVITY'
  | 'OUTSIDE_PARENT'
  | 'OUTSIDE_SEAT'
  | 'OUT_OF_RANGE'
  | 'OVERLAPS'
  | 'OWN_RECORD'
  | 'OWN_REQUEST'
  | 'REPLY_CLOSED'
  | 'REQUIRED'
  | 'RETIRED'
  | 'RULES_OUT_OF_ORDER'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'UNKNOWN_CATEGORY'
  | 'VERSION_CONFLICT';

export type ActivityFilter = {
  readonly kind?: InputMaybe<Scalars['ID']['input']>;
  readonly partOf?: InputMaybe<Scalars['ID']['input']>;
  readonly session?: InputMaybe<Scalars['ID']['input']>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly starts?: InputMaybe<ActivityTimeFilter>;
  readonly state?: InputMaybe<ActivityState>;
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

export type ActivityFollowUp = {
  readonly count: Scalars['Int']['output'];
  readonly kind: ActivityFollowUpKind;
  readonly outcomes: ActivityOutcomeConnection;
};


export type ActivityFollowUpOutcomesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityOutcomeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityOutcomeOrder>;
};

export type ActivityFollowUpKind =
  | 'DUE_SOON'
  | 'LATER'
  | 'MINE'
  | 'OVERDUE'
  | 'UNDATED';

export type ActivityHalfDay = Node & {
  readonly endsAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly label: Scalars['String']['output'];
  readonly startsAt: Scalars['DateTime']['output'];
};

export type ActivityHalfDayInput = {
  readonly endsAt: Scalars['DateTime']['input'];
  readonly label?: InputMaybe<Scalars['String']['input']>;
  readonly startsAt: Scalars['DateTime']['input'];
};

export type ActivityHoldPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityInvitation = Node & {
  readonly activity?: Maybe<Activity>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly groupName?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly leaveRequests: ReadonlyArray<LeaveRequest>;
  readonly member?: Maybe<Member>;
  readonly repliedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly seat?: Maybe<Scalars['String']['output']>;
  readonly state: ActivityInvitationState;
  readonly version: Scalars['Int']['output'];
};

export type ActivityInvitationConnection = {
  readonly edges: ReadonlyArray<ActivityInvitationEdge>;
  readonly nodes: ReadonlyArray<ActivityInvitation>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ActivityInvitationCount = {
  readonly count: Scalars['Int']['output'];
  readonly state: ActivityInvitationState;
};

export type ActivityInvitationEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ActivityInvitation;
};

export type ActivityInvitationFilter = {
  readonly activity?: InputMaybe<Scalars['ID']['input']>;
  readonly state?: InputMaybe<ActivityInvitationState>;
};

export type ActivityInvitationOrder = {
  readonly direction: OrderDirection;
  readonly field: ActivityInvitationOrderField;
};

export type ActivityInvitationOrderField =
  | 'CREATED_AT';

export type ActivityInvitationState =
  | 'ATTENDING'
  | 'INVITED'
  | 'ON_LEAVE'
  | 'WITHDRAWN';

export type ActivityInvitationsArrangePayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityKind = DictionaryEntry & Node & {
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  readonly code: Scalars['String']['output'];
  readonly countsHalfDays: Scalars['Boolean']['output'];
  readonly dutyCategory?: Maybe<DutyCategory>;
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly leaveRules: ReadonlyArray<ActivityLeaveRule>;
  readonly mayRepeat: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly outcomes: ReadonlyArray<ActivityOutcomeKind>;
  readonly rank: Scalars['Int']['output'];
  readonly recordedBy: ActivityRecorder;
  readonly version: Scalars['Int']['output'];
};

export type ActivityKindRulesInput = {
  readonly countsHalfDays?: InputMaybe<Scalars['Boolean']['input']>;
  readonly dutyCategory?: InputMaybe<Scalars['String']['input']>;
  readonly leaveRules?: InputMaybe<ReadonlyArray<ActivityLeaveRuleInput>>;
  readonly mayRepeat?: InputMaybe<Scalars['Boolean']['input']>;
  readonly outcomes?: InputMaybe<ReadonlyArray<ActivityOutcomeKind>>;
  readonly recordedBy?: InputMaybe<ActivityRecorder>;
};

export type ActivityKindRulesUpdatePayload = {
  readonly activityKind?: Maybe<ActivityKind>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityLeaveApprover =
  | 'CHAIRPERSON'
  | 'OFFICE'
  | 'SECRETARY_GENERAL';

export type ActivityLeaveRule = {
  readonly approver: ActivityLeaveApprover;
  readonly upToHalfDays?: Maybe<Scalars['Int']['output']>;
};

export type ActivityLeaveRuleInput = {
  readonly approver: ActivityLeaveApprover;
  readonly upToHalfDays?: InputMaybe<Scalars['Int']['input']>;
};

export type ActivityMaterialsAttachPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityMaterialsDetachPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityMaterialsInput = {
  readonly files: ReadonlyArray<Scalars['ID']['input']>;
};

export type ActivityMemberCredits = {
  readonly activityCount: Scalars['Int']['output'];
  readonly credits: Scalars['Decimal']['output'];
  readonly member?: Maybe<Member>;
};

export type ActivityMoveInput = {
  readonly endsAt: Scalars['DateTime']['input'];
  readonly halfDays?: InputMaybe<ReadonlyArray<ActivityHalfDayInput>>;
  readonly place?: InputMaybe<Scalars['String']['input']>;
  readonly reason: Scalars['String']['input'];
  readonly replyUntil?: InputMaybe<Scalars['DateTime']['input']>;
  readonly startsAt: Scalars['DateTime']['input'];
};

export type ActivityMovePayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityNotifyInput = {
  readonly replyUntil?: InputMaybe<Scalars['DateTime']['input']>;
  readonly scope: ActivityScopeInput;
};

export type ActivityNotifyPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityOrder = {
  readonly direction: OrderDirection;
  readonly field: ActivityOrderField;
};

export type ActivityOrderField =
  | 'CREATED_AT'
  | 'STARTS_AT';

export type ActivityOutcome = Node & {
  readonly activity?: Maybe<Activity>;
  readonly availableActions: ReadonlyArray<ActivityOutcomeAvailableAction>;
  readonly beneficiaries?: Maybe<Scalars['Int']['output']>;
  readonly closedOn?: Maybe<Scalars['Date']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly deedKind?: Maybe<ServiceDeedKind>;
  readonly dueOn?: Maybe<Scalars['Date']['output']>;
  readonly dueState?: Maybe<ActivityOutcomeDueState>;
  readonly file?: Maybe<File>;
  readonly id: Scalars['ID']['output'];
  readonly isOverdue: Scalars['Boolean']['output'];
  readonly kind: ActivityOutcomeKind;
  readonly lastUrgedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly measures: ReadonlyArray<ActivityOutcome>;
  readonly members: ReadonlyArray<Member>;
  readonly organization?: Maybe<Organization>;
  readonly ownerMember?: Maybe<Member>;
  readonly ownerName?: Maybe<Scalars['String']['output']>;
  readonly ownerUnit?: Maybe<UndertakingUnit>;
  readonly problem?: Maybe<ActivityOutcome>;
  readonly proof?: Maybe<Scalars['String']['output']>;
  readonly proofFile?: Maybe<File>;
  readonly reason?: Maybe<Scalars['String']['output']>;
  readonly researchTopic?: Maybe<ResearchTopic>;
  readonly state: ActivityOutcomeState;
  readonly text: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
  readonly urgeCount: Scalars['Int']['output'];
  readonly urges: ReadonlyArray<ActivityOutcomeUrge>;
  readonly version: Scalars['Int']['output'];
};

export type ActivityOutcomeAction =
  | 'CLOSE'
  | 'REOPEN'
  | 'SOLVE_ON_SITE'
  | 'UPDATE'
  | 'URGE'
  | 'WITHDRAW';

export type ActivityOutcomeAvailableAction = {
  readonly action: ActivityOutcomeAction;
  readonly isAvailable: Scalars['Boolean']['output'];
  readonly reason?: Maybe<Scalars['String']['output']>;
};

export type ActivityOutcomeCloseInput = {
  readonly closedOn?: InputMaybe<Scalars['Date']['input']>;
  readonly proof?: InputMaybe<Scalars['String']['input']>;
  readonly proofFile?: InputMaybe<Scalars['ID']['input']>;
  readonly result: ActivityOutcomeResult;
};

export type ActivityOutcomeClosePayload = {
  readonly activityOutcome?: Maybe<ActivityOutcome>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityOutcomeConnection = {
  readonly edges: ReadonlyArray<ActivityOutcomeEdge>;
  readonly nodes: ReadonlyArray<ActivityOutcome>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ActivityOutcomeCount = {
  readonly count: Scalars['Int']['output'];
  readonly kind: ActivityOutcomeKind;
  readonly open: Scalars['Int']['output'];
  readonly overdue: Scalars['Int']['output'];
};

export type ActivityOutcomeCreateInput = {
  readonly activity?: InputMaybe<Scalars['ID']['input']>;
  readonly beneficiaries?: InputMaybe<Scalars['Int']['input']>;
  readonly deedKind?: InputMaybe<ServiceDeedKind>;
  readonly dueOn?: InputMaybe<Scalars['Date']['input']>;
  readonly file?: InputMaybe<Scalars['ID']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly kind: ActivityOutcomeKind;
  readonly members?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly owner?: InputMaybe<ActivityOutcomeOwnerInput>;
  readonly problem?: InputMaybe<Scalars['ID']['input']>;
  readonly researchTopic?: InputMaybe<Scalars['ID']['input']>;
  readonly text?: InputMaybe<Scalars['String']['input']>;
  readonly title: Scalars['String']['input'];
};

export type ActivityOutcomeCreatePayload = {
  readonly activityOutcome?: Maybe<ActivityOutcome>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityOutcomeDueState =
  | 'AMBER'
  | 'GREEN'
  | 'MET'
  | 'MET_LATE'
  | 'RED';

export type ActivityOutcomeEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ActivityOutcome;
};

export type ActivityOutcomeErrorCode =
  | 'ALREADY_CLOSED'
  | 'DUPLICATE'
  | 'ENTRY_RETIRED'
  | 'HAS_MEASURES'
  | 'ID_REUSED'
  | 'INVALID_CREDIT_CODE'
  | 'INVALID_STATE'
  | 'INVALID_TEXT'
  | 'KIND_NOT_ALLOWED'
  | 'MEASURES_OPEN'
  | 'NAME_OR_CODE_TAKEN'
  | 'NOT_APPLICABLE'
  | 'NOT_A_PROBLEM'
  | 'NOT_FOLLOWED_UP'
  | 'NOT_FOUND'
  | 'NOT_STARTED'
  | 'NO_OWNER'
  | 'OUT_OF_RANGE'
  | 'PROBLEM_CLOSED'
  | 'PROOF_REQUIRED'
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'UNKNOWN_PROVINCE'
  | 'VERSION_CONFLICT';

export type ActivityOutcomeFilter = {
  readonly activity?: InputMaybe<Scalars['ID']['input']>;
  readonly dueUntil?: InputMaybe<Scalars['Date']['input']>;
  readonly isOverdue?: InputMaybe<Scalars['Boolean']['input']>;
  readonly kind?: InputMaybe<ActivityOutcomeKind>;
  readonly ownerMember?: InputMaybe<Scalars['ID']['input']>;
  readonly ownerUnit?: InputMaybe<Scalars['ID']['input']>;
  readonly state?: InputMaybe<ActivityOutcomeState>;
};

export type ActivityOutcomeKind =
  | 'MEASURE'
  | 'OPINION_REPORT'
  | 'PROBLEM'
  | 'PROPOSAL'
  | 'REPORT'
  | 'SERVICE_DEED'
  | 'SUGGESTION';

export type ActivityOutcomeOrder = {
  readonly direction: OrderDirection;
  readonly field: ActivityOutcomeOrderField;
};

export type ActivityOutcomeOrderField =
  | 'CREATED_AT'
  | 'DUE_ON';

export type ActivityOutcomeOwner = {
  readonly closed: Scalars['Int']['output'];
  readonly member?: Maybe<Member>;
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly open: Scalars['Int']['output'];
  readonly overdue: Scalars['Int']['output'];
  readonly unit?: Maybe<UndertakingUnit>;
};

export type ActivityOutcomeOwnerInput = {
  readonly member?: InputMaybe<Scalars['ID']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly unit?: InputMaybe<Scalars['ID']['input']>;
};

export type ActivityOutcomeReasonInput = {
  readonly reason: Scalars['String']['input'];
};

export type ActivityOutcomeReopenPayload = {
  readonly activityOutcome?: Maybe<ActivityOutcome>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityOutcomeResult =
  | 'DONE'
  | 'SOLVED_ON_SITE';

export type ActivityOutcomeState =
  | 'DONE'
  | 'OPEN'
  | 'SOLVED_ON_SITE'
  | 'WITHDRAWN';

export type ActivityOutcomeUpdateInput = {
  readonly beneficiaries?: InputMaybe<Scalars['Int']['input']>;
  readonly deedKind?: InputMaybe<ServiceDeedKind>;
  readonly dueOn?: InputMaybe<Scalars['Date']['input']>;
  readonly file?: InputMaybe<Scalars['ID']['input']>;
  readonly members?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly owner?: InputMaybe<ActivityOutcomeOwnerInput>;
  readonly text?: InputMaybe<Scalars['String']['input']>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

export type ActivityOutcomeUpdatePayload = {
  readonly activityOutcome?: Maybe<ActivityOutcome>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityOutcomeUrge = Node & {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly urgedBy?: Maybe<Scalars['String']['output']>;
  readonly words: Scalars['String']['output'];
};

export type ActivityOutcomeUrgePayload = {
  readonly activityOutcome?: Maybe<ActivityOutcome>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityOutcomeUserError = {
  readonly code: ActivityOutcomeErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type ActivityOutcomeWithdrawPayload = {
  readonly activityOutcome?: Maybe<ActivityOutcome>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityOwnSubjectInput = {
  readonly creditCode?: InputMaybe<Scalars['String']['input']>;
  readonly kind: VisitSubjectKind;
  readonly name: Scalars['String']['input'];
};

export type ActivityPosition = {
  readonly latitude: Scalars['Decimal']['output'];
  readonly longitude: Scalars['Decimal']['output'];
  readonly radiusMetres: Scalars['Int']['output'];
};

export type ActivityPositionInput = {
  readonly latitude: Scalars['Decimal']['input'];
  readonly longitude: Scalars['Decimal']['input'];
  readonly radiusMetres: Scalars['Int']['input'];
};

export type ActivityRecordInput = {
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly endsAt: Scalars['DateTime']['input'];
  readonly evidence?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly jointWith?: InputMaybe<OrganizationLevel>;
  readonly kind: Scalars['ID']['input'];
  readonly member?: InputMaybe<Scalars['ID']['input']>;
  readonly place?: InputMaybe<Scalars['String']['input']>;
  readonly startsAt: Scalars['DateTime']['input'];
  readonly studyBody?: InputMaybe<ActivityStudyBody>;
  readonly subjects?: InputMaybe<ReadonlyArray<ActivityOwnSubjectInput>>;
  readonly title: Scalars['String']['input'];
  readonly topic?: InputMaybe<Scalars['String']['input']>;
  readonly visitKind?: InputMaybe<ActivityVisitKind>;
};

export type ActivityRecordPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityRecorder =
  | 'MEMBER'
  | 'OFFICE'
  | 'SPECIAL_COMMITTEE';

export type ActivityReopenInput = {
  readonly reason: Scalars['String']['input'];
};

export type ActivityReopenPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<AttendanceUserError>;
};

export type ActivityResearchTopicInput = {
  readonly researchTopic?: InputMaybe<Scalars['ID']['input']>;
};

export type ActivityResearchTopicSetPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityReturnInput = {
  readonly reason: Scalars['String']['input'];
};

export type ActivityReturnPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityReviseInput = {
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly endsAt: Scalars['DateTime']['input'];
  readonly evidence?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly jointWith?: InputMaybe<OrganizationLevel>;
  readonly place?: InputMaybe<Scalars['String']['input']>;
  readonly startsAt: Scalars['DateTime']['input'];
  readonly studyBody?: InputMaybe<ActivityStudyBody>;
  readonly subjects?: InputMaybe<ReadonlyArray<ActivityOwnSubjectInput>>;
  readonly title: Scalars['String']['input'];
  readonly topic?: InputMaybe<Scalars['String']['input']>;
  readonly visitKind?: InputMaybe<ActivityVisitKind>;
};

export type ActivityRevisePayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityScopeInput = {
  readonly isForAll?: InputMaybe<Scalars['Boolean']['input']>;
  readonly isForStanding?: InputMaybe<Scalars['Boolean']['input']>;
  readonly members?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly sectors?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly specialCommittees?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type ActivitySignInInput = {
  readonly clientTime?: InputMaybe<Scalars['DateTime']['input']>;
  readonly code: Scalars['String']['input'];
  readonly halfDay?: InputMaybe<Scalars['ID']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly position?: InputMaybe<SignInPositionInput>;
};

export type ActivitySignInOfflineInput = {
  readonly deviceTime: Scalars['DateTime']['input'];
  readonly items: ReadonlyArray<OfflineSignInInput>;
};

export type ActivitySignInOfflinePayload = {
  readonly attendances?: Maybe<ReadonlyArray<Attendance>>;
  readonly failures?: Maybe<ReadonlyArray<AttendanceFailure>>;
  readonly userErrors: ReadonlyArray<AttendanceUserError>;
};

export type ActivitySignInPage = {
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly url: Scalars['String']['output'];
};

export type ActivitySignInPayload = {
  readonly attendance?: Maybe<Attendance>;
  readonly userErrors: ReadonlyArray<AttendanceUserError>;
};

export type ActivitySpeakerKind =
  | 'MEMBER'
  | 'PARTY'
  | 'SECTOR'
  | 'SPECIAL_COMMITTEE';

export type ActivitySpeech = Node & {
  readonly activity?: Maybe<Activity>;
  readonly availableActions: ReadonlyArray<ActivitySpeechAvailableAction>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly deliveredOn?: Maybe<Scalars['Date']['output']>;
  readonly enteredBy?: Maybe<Scalars['String']['output']>;
  readonly file?: Maybe<File>;
  readonly form: ActivitySpeechForm;
  readonly id: Scalars['ID']['output'];
  readonly isByDemocraticParty: Scalars['Boolean']['output'];
  readonly isEnteredByOffice: Scalars['Boolean']['output'];
  readonly member?: Maybe<Member>;
  readonly organization?: Maybe<Organization>;
  readonly party?: Maybe<Party>;
  readonly reviewNote?: Maybe<Scalars['String']['output']>;
  readonly reviewedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly reviewedBy?: Maybe<Scalars['String']['output']>;
  readonly sector?: Maybe<Sector>;
  readonly speakerKind: ActivitySpeakerKind;
  readonly specialCommittee?: Maybe<SpecialCommittee>;
  readonly state: ActivitySpeechState;
  readonly submittedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly text: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
  readonly version: Scalars['Int']['output'];
  readonly words: Scalars['Int']['output'];
};

export type ActivitySpeechAction =
  | 'ACCEPT_ORAL'
  | 'ACCEPT_WRITTEN'
  | 'CORRECT'
  | 'DELIVER'
  | 'NOT_USE'
  | 'RECALL'
  | 'RETURN'
  | 'SUBMIT'
  | 'TURN_INTO_OPINION_REPORT'
  | 'UPDATE'
  | 'WITHDRAW';

export type ActivitySpeechAvailableAction = {
  readonly action: ActivitySpeechAction;
  readonly isAvailable: Scalars['Boolean']['output'];
  readonly reason?: Maybe<Scalars['String']['output']>;
};

export type ActivitySpeechCall = {
  readonly closesAt: Scalars['DateTime']['output'];
  readonly maxWords?: Maybe<Scalars['Int']['output']>;
  readonly topic: Scalars['String']['output'];
  readonly version: Scalars['Int']['output'];
};

export type ActivitySpeechCallInput = {
  readonly closesAt: Scalars['DateTime']['input'];
  readonly maxWords?: InputMaybe<Scalars['Int']['input']>;
  readonly topic?: InputMaybe<Scalars['String']['input']>;
};

export type ActivitySpeechCallOpenPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivitySpeechConnection = {
  readonly edges: ReadonlyArray<ActivitySpeechEdge>;
  readonly nodes: ReadonlyArray<ActivitySpeech>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ActivitySpeechCorrectPayload = {
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivitySpeechCreateInput = {
  readonly file?: InputMaybe<Scalars['ID']['input']>;
  readonly form: ActivitySpeechForm;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly member?: InputMaybe<Scalars['ID']['input']>;
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  readonly sector?: InputMaybe<Scalars['ID']['input']>;
  readonly speakerKind?: InputMaybe<ActivitySpeakerKind>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly text?: InputMaybe<Scalars['String']['input']>;
  readonly title: Scalars['String']['input'];
};

export type ActivitySpeechCreatePayload = {
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivitySpeechDecision =
  | 'ACCEPTED_ORAL'
  | 'ACCEPTED_WRITTEN'
  | 'NOT_USED'
  | 'RETURNED'
  | 'TURNED_INTO_OPINION_REPORT';

export type ActivitySpeechDeliverInput = {
  readonly deliveredOn?: InputMaybe<Scalars['Date']['input']>;
};

export type ActivitySpeechDeliverPayload = {
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivitySpeechEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ActivitySpeech;
};

export type ActivitySpeechEnterInput = {
  readonly file?: InputMaybe<Scalars['ID']['input']>;
  readonly form: ActivitySpeechForm;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly member: Scalars['ID']['input'];
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  readonly sector?: InputMaybe<Scalars['ID']['input']>;
  readonly speakerKind?: InputMaybe<ActivitySpeakerKind>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly text?: InputMaybe<Scalars['String']['input']>;
  readonly title: Scalars['String']['input'];
};

export type ActivitySpeechEnterPayload = {
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivitySpeechErrorCode =
  | 'ACTIVITY_CANCELLED'
  | 'CALL_CLOSED'
  | 'ENTRY_RETIRED'
  | 'ID_REUSED'
  | 'INCOMPLETE'
  | 'INVALID_STATE'
  | 'INVALID_TEXT'
  | 'NOT_APPLICABLE'
  | 'NOT_FOUND'
  | 'NOT_INVITED'
  | 'NOT_OF_BODY'
  | 'NOT_STARTED'
  | 'NO_CALL'
  | 'OUT_OF_RANGE'
  | 'OWN_SPEECH'
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'TOO_MANY_WORDS'
  | 'VERSION_CONFLICT';

export type ActivitySpeechFilter = {
  readonly activity?: InputMaybe<Scalars['ID']['input']>;
  readonly member?: InputMaybe<Scalars['ID']['input']>;
  readonly state?: InputMaybe<ActivitySpeechState>;
};

export type ActivitySpeechForm =
  | 'ORAL'
  | 'WRITTEN';

export type ActivitySpeechOrder = {
  readonly direction: OrderDirection;
  readonly field: ActivitySpeechOrderField;
};

export type ActivitySpeechOrderField =
  | 'CREATED_AT';

export type ActivitySpeechRecallInput = {
  readonly reason: Scalars['String']['input'];
};

export type ActivitySpeechRecallPayload = {
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivitySpeechReviewInput = {
  readonly decision: ActivitySpeechDecision;
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type ActivitySpeechReviewPayload = {
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivitySpeechState =
  | 'ACCEPTED_ORAL'
  | 'ACCEPTED_WRITTEN'
  | 'DELIVERED'
  | 'DRAFT'
  | 'NOT_USED'
  | 'RETURNED'
  | 'SUBMITTED'
  | 'TURNED_INTO_OPINION_REPORT';

export type ActivitySpeechSubmitPayload = {
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivitySpeechUpdateInput = {
  readonly file?: InputMaybe<Scalars['ID']['input']>;
  readonly form?: InputMaybe<ActivitySpeechForm>;
  readonly text?: InputMaybe<Scalars['String']['input']>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

export type ActivitySpeechUpdatePayload = {
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivitySpeechUserError = {
  readonly code: ActivitySpeechErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type ActivitySpeechWithdrawPayload = {
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly userErrors: ReadonlyArray<ActivitySpeechUserError>;
};

export type ActivityState =
  | 'CANCELLED'
  | 'CLOSED'
  | 'HELD'
  | 'NOTIFIED'
  | 'PLANNED'
  | 'RETURNED'
  | 'SUBMITTED';

export type ActivityStudyBody =
  | 'CENTRE_GROUP'
  | 'OFFICE'
  | 'STANDING_COMMITTEE'
  | 'STUDY_GROUP';

export type ActivitySubjectAddInput = {
  readonly creditCode?: InputMaybe<Scalars['String']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly kind: VisitSubjectKind;
  readonly name: Scalars['String']['input'];
};

export type ActivitySubjectAddPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivitySubjectRemovePayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ActivityTimeFilter = {
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type ActivityUninviteInput = {
  readonly invitations: ReadonlyArray<Scalars['ID']['input']>;
};

export type ActivityUninvitePayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityUpdateInput = {
  readonly credits?: InputMaybe<Scalars['Decimal']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly isOpenBelow?: InputMaybe<Scalars['Boolean']['input']>;
  readonly jointWith?: InputMaybe<OrganizationLevel>;
  readonly place?: InputMaybe<Scalars['String']['input']>;
  readonly position?: InputMaybe<ActivityPositionInput>;
  readonly replyUntil?: InputMaybe<Scalars['DateTime']['input']>;
  readonly session?: InputMaybe<Scalars['ID']['input']>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly studyBody?: InputMaybe<ActivityStudyBody>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly topic?: InputMaybe<Scalars['String']['input']>;
  readonly videoMinutes?: InputMaybe<Scalars['Int']['input']>;
  readonly videoUrl?: InputMaybe<Scalars['String']['input']>;
  readonly visitKind?: InputMaybe<ActivityVisitKind>;
};

export type ActivityUpdatePayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type ActivityUserError = {
  readonly code: ActivityErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type ActivityVisitKind =
  | 'CONSTITUENTS'
  | 'ENTERPRISE'
  | 'EXPERT';

export type ActivityWithdrawPayload = {
  readonly activity?: Maybe<Activity>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type AssigningOffice = DictionaryEntry & Node & {
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly rank: Scalars['Int']['output'];
  readonly version: Scalars['Int']['output'];
};

export type AssignmentReturnPayload = {
  readonly assignment?: Maybe<ProposalAssignment>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type Attendance = Node & {
  readonly activity?: Maybe<Activity>;
  readonly corrections: ReadonlyArray<AttendanceCorrection>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly distanceMetres?: Maybe<Scalars['Int']['output']>;
  readonly halfDay?: Maybe<ActivityHalfDay>;
  readonly id: Scalars['ID']['output'];
  readonly isOffline: Scalars['Boolean']['output'];
  readonly member?: Maybe<Member>;
  readonly method: AttendanceMethod;
  readonly reason?: Maybe<Scalars['String']['output']>;
  readonly recordedBy?: Maybe<Scalars['String']['output']>;
  readonly remoteMinutes?: Maybe<Scalars['Int']['output']>;
  readonly signedInAt?: Maybe<Scalars['DateTime']['output']>;
  readonly status: AttendanceStatus;
  readonly version: Scalars['Int']['output'];
};

export type AttendanceConnection = {
  readonly edges: ReadonlyArray<AttendanceEdge>;
  readonly nodes: ReadonlyArray<Attendance>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type AttendanceCorrectInput = {
  readonly reason: Scalars['String']['input'];
  readonly status: AttendanceStatus;
};

export type AttendanceCorrectPayload = {
  readonly attendance?: Maybe<Attendance>;
  readonly userErrors: ReadonlyArray<AttendanceUserError>;
};

export type AttendanceCorrection = Node & {
  readonly correctedBy?: Maybe<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly newStatus: AttendanceStatus;
  readonly oldStatus: AttendanceStatus;
  readonly reason: Scalars['String']['output'];
};

export type AttendanceCount = {
  readonly absent: Scalars['Int']['output'];
  readonly halfDay?: Maybe<ActivityHalfDay>;
  readonly invited: Scalars['Int']['output'];
  readonly late: Scalars['Int']['output'];
  readonly leftEarly: Scalars['Int']['output'];
  readonly onLeave: Scalars['Int']['output'];
  readonly present: Scalars['Int']['output'];
  readonly rate?: Maybe<Scalars['Decimal']['output']>;
};

export type AttendanceEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Attendance;
};

export type AttendanceEnterInput = {
  readonly members: ReadonlyArray<Scalars['ID']['input']>;
  readonly reason: Scalars['String']['input'];
  readonly status: AttendanceStatus;
};

export type AttendanceEnterPayload = {
  readonly attendances?: Maybe<ReadonlyArray<Attendance>>;
  readonly userErrors: ReadonlyArray<AttendanceUserError>;
};

export type AttendanceErrorCode =
  | 'ALREADY_RECORDED'
  | 'CODE_EXPIRED'
  | 'CODE_FROM_FUTURE'
  | 'DUPLICATE'
  | 'FACTS_MISSING'
  | 'HALF_DAY_REPLACED'
  | 'ID_REUSED'
  | 'INVALID_CODE'
  | 'INVALID_STATE'
  | 'INVALID_TEXT'
  | 'NOT_ENDED'
  | 'NOT_FOUND'
  | 'NOT_INVITED'
  | 'NOT_REMOTE'
  | 'NO_CHANGE'
  | 'OTHER_HALF_DAY'
  | 'OUT_OF_RANGE'
  | 'POSITION_REQUIRED'
  | 'REQUIRED'
  | 'TIME_DISAGREES'
  | 'TOO_EARLY'
  | 'TOO_FAR'
  | 'TOO_LATE'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'TOO_OLD'
  | 'VERSION_CONFLICT';

export type AttendanceFailure = {
  readonly index: Scalars['Int']['output'];
  readonly userErrors: ReadonlyArray<AttendanceUserError>;
};

export type AttendanceFilter = {
  readonly halfDay?: InputMaybe<Scalars['ID']['input']>;
  readonly status?: InputMaybe<AttendanceStatus>;
};

export type AttendanceMethod =
  | 'BY_HAND'
  | 'MEMBER_CODE'
  | 'ROTATING_CODE'
  | 'SYSTEM'
  | 'VIDEO';

export type AttendanceMinutesInput = {
  readonly member: Scalars['ID']['input'];
  readonly minutes: Scalars['Int']['input'];
};

export type AttendanceOrder = {
  readonly direction: OrderDirection;
  readonly field: AttendanceOrderField;
};

export type AttendanceOrderField =
  | 'CREATED_AT';

export type AttendanceRecordMinutesPayload = {
  readonly attendances?: Maybe<ReadonlyArray<Attendance>>;
  readonly userErrors: ReadonlyArray<AttendanceUserError>;
};

export type AttendanceScanPayload = {
  readonly attendance?: Maybe<Attendance>;
  readonly userErrors: ReadonlyArray<AttendanceUserError>;
};

export type AttendanceStatus =
  | 'ABSENT'
  | 'LATE'
  | 'LEFT_EARLY'
  | 'ON_LEAVE'
  | 'PRESENT';

export type AttendanceUserError = {
  readonly code: AttendanceErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type Birth = {
  readonly day?: Maybe<Scalars['Int']['output']>;
  readonly month?: Maybe<Scalars['Int']['output']>;
  readonly year: Scalars['Int']['output'];
};

export type BirthInput = {
  readonly day?: InputMaybe<Scalars['Int']['input']>;
  readonly month?: InputMaybe<Scalars['Int']['input']>;
  readonly year: Scalars['Int']['input'];
};

export type CalendarDay = {
  readonly day: Scalars['Date']['output'];
  readonly isWorkday: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
};

export type CalendarDayInput = {
  readonly day: Scalars['Date']['input'];
  readonly isWorkday: Scalars['Boolean']['input'];
  readonly name: Scalars['String']['input'];
};

export type CalendarFeed = Node & {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly revokedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type CalendarFeedConnection = {
  readonly edges: ReadonlyArray<CalendarFeedEdge>;
  readonly nodes: ReadonlyArray<CalendarFeed>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type CalendarFeedCreatePayload = {
  readonly calendarFeed?: Maybe<CalendarFeed>;
  readonly url?: Maybe<Scalars['String']['output']>;
  readonly userErrors: ReadonlyArray<CalendarFeedUserError>;
};

export type CalendarFeedEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: CalendarFeed;
};

export type CalendarFeedErrorCode =
  | 'FEED_EXISTS'
  | 'NOT_FOUND'
  | 'NO_SEAT';

export type CalendarFeedOrder = {
  readonly direction: OrderDirection;
  readonly field: CalendarFeedOrderField;
};

export type CalendarFeedOrderField =
  | 'CREATED_AT';

export type CalendarFeedRevokePayload = {
  readonly calendarFeed?: Maybe<CalendarFeed>;
  readonly userErrors: ReadonlyArray<CalendarFeedUserError>;
};

export type CalendarFeedUserError = {
  readonly code: CalendarFeedErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type CalendarYear = Node & {
  readonly days: ReadonlyArray<CalendarDay>;
  readonly id: Scalars['ID']['output'];
  readonly organization?: Maybe<Organization>;
  readonly source: Scalars['String']['output'];
  readonly version: Scalars['Int']['output'];
  readonly year: Scalars['Int']['output'];
};

export type CalendarYearSetInput = {
  readonly days: ReadonlyArray<CalendarDayInput>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly source: Scalars['String']['input'];
  readonly year: Scalars['Int']['input'];
};

export type CalendarYearSetPayload = {
  readonly calendarYear?: Maybe<CalendarYear>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type ChangeLogEntry = {
  readonly action: Scalars['String']['output'];
  readonly actor?: Maybe<Account>;
  readonly actorKey?: Maybe<Scalars['UUID']['output']>;
  readonly at: Scalars['DateTime']['output'];
  readonly epoch: Scalars['Int']['output'];
  readonly hash: Scalars['String']['output'];
  readonly op: ChangeOperation;
  readonly organization?: Maybe<Organization>;
  readonly recordKey?: Maybe<Scalars['UUID']['output']>;
  readonly recordType: Scalars['String']['output'];
  readonly request: Scalars['String']['output'];
  readonly sequence: Scalars['Int']['output'];
  readonly version: Scalars['Int']['output'];
};

export type ChangeLogEntryConnection = {
  readonly edges: ReadonlyArray<ChangeLogEntryEdge>;
  readonly nodes: ReadonlyArray<ChangeLogEntry>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ChangeLogEntryEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ChangeLogEntry;
};

export type ChangeLogFilter = {
  readonly action?: InputMaybe<Scalars['String']['input']>;
  readonly actor?: InputMaybe<Scalars['ID']['input']>;
  readonly op?: InputMaybe<ChangeOperation>;
  readonly record?: InputMaybe<ChangeLogRecordFilter>;
  readonly recordType?: InputMaybe<Scalars['String']['input']>;
};

export type ChangeLogOrder = {
  readonly direction: OrderDirection;
  readonly field: ChangeLogOrderField;
};

export type ChangeLogOrderField =
  | 'SEQUENCE';

export type ChangeLogRecordFilter = {
  readonly id: Scalars['ID']['input'];
  readonly type: Scalars['String']['input'];
};

export type ChangeOperation =
  | 'CREATE'
  | 'DELETE'
  | 'READ'
  | 'REFUSED'
  | 'UPDATE';

export type CredentialsInput = {
  readonly device?: InputMaybe<Scalars['UUID']['input']>;
  readonly login: Scalars['String']['input'];
  readonly password: Scalars['String']['input'];
  readonly totpCode?: InputMaybe<Scalars['String']['input']>;
};

export type DeadlineCalendar = {
  readonly source: Scalars['String']['output'];
  readonly version: Scalars['Int']['output'];
  readonly year: Scalars['Int']['output'];
};

export type DeadlineDay = {
  readonly day: Scalars['Date']['output'];
  readonly name: Scalars['String']['output'];
};

export type DeadlineExplanation = {
  readonly calendar: ReadonlyArray<DeadlineCalendar>;
  readonly endsOn: Scalars['Date']['output'];
  readonly extension?: Maybe<DeadlineExtension>;
  readonly holidays: ReadonlyArray<DeadlineDay>;
  readonly policyEffectiveFrom?: Maybe<Scalars['Date']['output']>;
  readonly policyKey: Scalars['String']['output'];
  readonly rule: Scalars['JSON']['output'];
  readonly text: Scalars['String']['output'];
  readonly weekendDays: Scalars['Int']['output'];
  readonly workedWeekends: ReadonlyArray<DeadlineDay>;
};

export type DeadlineExtension = {
  readonly from: Scalars['Date']['output'];
  readonly limitOn: Scalars['Date']['output'];
  readonly longest: Scalars['JSON']['output'];
  readonly to: Scalars['Date']['output'];
};

export type DelegationLevel =
  | 'CITY'
  | 'COUNTY'
  | 'NATIONAL'
  | 'PROVINCE';

export type DictionaryEntry = {
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly rank: Scalars['Int']['output'];
  readonly version: Scalars['Int']['output'];
};

export type DictionaryEntryCreateInput = {
  readonly aliases?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly assigningOffice?: InputMaybe<Scalars['ID']['input']>;
  readonly code?: InputMaybe<Scalars['String']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly name: Scalars['String']['input'];
  readonly rank?: InputMaybe<Scalars['Int']['input']>;
};

export type DictionaryEntryCreatePayload = {
  readonly dictionaryEntry?: Maybe<DictionaryEntry>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type DictionaryEntryRestorePayload = {
  readonly dictionaryEntry?: Maybe<DictionaryEntry>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type DictionaryEntryRetirePayload = {
  readonly dictionaryEntry?: Maybe<DictionaryEntry>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type DictionaryEntryUpdateInput = {
  readonly aliases?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly assigningOffice?: InputMaybe<Scalars['ID']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly rank?: InputMaybe<Scalars['Int']['input']>;
};

export type DictionaryEntryUpdatePayload = {
  readonly dictionaryEntry?: Maybe<DictionaryEntry>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type DictionaryKind =
  | 'ACTIVITY_KIND'
  | 'ASSIGNING_OFFICE'
  | 'NOT_FILING_GROUND'
  | 'PARTY'
  | 'POSITION'
  | 'SECTOR'
  | 'SPECIAL_COMMITTEE'
  | 'UNDERTAKING_UNIT';

export type DutyAction =
  | 'CONFIRM'
  | 'REPLACE'
  | 'RETURN'
  | 'REVERSE'
  | 'WITHDRAW';

export type DutyAvailableAction = {
  readonly action: DutyAction;
  readonly isAvailable: Scalars['Boolean']['output'];
  readonly reason?: Maybe<Scalars['String']['output']>;
};

export type DutyCategory = {
  readonly code: Scalars['String']['output'];
  readonly creators: ReadonlyArray<DutyCreator>;
  readonly description: Scalars['String']['output'];
  readonly englishDescription: Scalars['String']['output'];
  readonly englishName: Scalars['String']['output'];
  readonly evidenceRequired: Scalars['Boolean']['output'];
  readonly fields: ReadonlyArray<DutyFactField>;
  readonly measures: ReadonlyArray<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
  readonly needsConfirmation: Scalars['Boolean']['output'];
};

export type DutyCategoryCount = {
  readonly category: DutyCategory;
  readonly confirmed: Scalars['Int']['output'];
  readonly count: Scalars['Int']['output'];
  readonly pending: Scalars['Int']['output'];
};

export type DutyCreator =
  | 'MEMBER'
  | 'OFFICE'
  | 'WORKFLOW';

export type DutyDateFilter = {
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

export type DutyErrorCode =
  | 'ALREADY_REPLACED'
  | 'DUPLICATE'
  | 'DUPLICATE_RECORD'
  | 'EVIDENCE_REQUIRED'
  | 'FUTURE_DATE'
  | 'ID_REUSED'
  | 'INVALID_STATE'
  | 'INVALID_TEXT'
  | 'MADE_BY_WORKFLOW'
  | 'NOT_ALLOWED'
  | 'NOT_FOR_YOU_TO_ENTER'
  | 'NOT_FOUND'
  | 'OTHER_MEMBER'
  | 'OUTSIDE_SEAT'
  | 'OUT_OF_RANGE'
  | 'OWN_RECORD'
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'TOO_SHORT'
  | 'UNKNOWN_CATEGORY'
  | 'UNKNOWN_FACT'
  | 'VERSION_CONFLICT'
  | 'WRONG_TYPE';

export type DutyFactChoice = {
  readonly code: Scalars['String']['output'];
  readonly englishLabel: Scalars['String']['output'];
  readonly label: Scalars['String']['output'];
};

export type DutyFactField = {
  readonly choices: ReadonlyArray<DutyFactChoice>;
  readonly englishLabel: Scalars['String']['output'];
  readonly label: Scalars['String']['output'];
  readonly max?: Maybe<Scalars['Decimal']['output']>;
  readonly maxLength?: Maybe<Scalars['Int']['output']>;
  readonly min?: Maybe<Scalars['Decimal']['output']>;
  readonly name: Scalars['String']['output'];
  readonly places?: Maybe<Scalars['Int']['output']>;
  readonly required: Scalars['Boolean']['output'];
  readonly type: DutyFactType;
};

export type DutyFactType =
  | 'BOOLEAN'
  | 'CHOICE'
  | 'DATE'
  | 'DECIMAL'
  | 'INTEGER'
  | 'TEXT';

export type DutyFailure = {
  readonly index: Scalars['Int']['output'];
  readonly userErrors: ReadonlyArray<DutyUserError>;
};

export type DutyFile = Node & {
  readonly countsByCategory: ReadonlyArray<DutyCategoryCount>;
  readonly countsByYear: ReadonlyArray<DutyYearCount>;
  readonly id: Scalars['ID']['output'];
  readonly member?: Maybe<Member>;
  readonly records: DutyRecordConnection;
};


export type DutyFileCountsByCategoryArgs = {
  year?: InputMaybe<Scalars['Int']['input']>;
};


export type DutyFileRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DutyRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<DutyRecordOrder>;
};

export type DutyOnError =
  | 'ALL_OR_NOTHING'
  | 'SKIP';

export type DutyReasonInput = {
  readonly reason: Scalars['String']['input'];
};

export type DutyRecord = Node & {
  readonly availableActions: ReadonlyArray<DutyAvailableAction>;
  readonly category: DutyCategory;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly decidedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly decidedBy?: Maybe<Scalars['String']['output']>;
  readonly evidence: ReadonlyArray<File>;
  readonly facts: Scalars['JSON']['output'];
  readonly id: Scalars['ID']['output'];
  readonly member?: Maybe<Member>;
  readonly occurredOn: Scalars['Date']['output'];
  readonly organization?: Maybe<Organization>;
  readonly reason?: Maybe<Scalars['String']['output']>;
  readonly recordedBy?: Maybe<Scalars['String']['output']>;
  readonly replacedBy?: Maybe<DutyRecord>;
  readonly replaces?: Maybe<DutyRecord>;
  readonly reversedBy?: Maybe<DutyRecord>;
  readonly reverses?: Maybe<DutyRecord>;
  readonly scoreYear: Scalars['Int']['output'];
  readonly sourceType: Scalars['String']['output'];
  readonly state: DutyRecordState;
  readonly title: Scalars['String']['output'];
  readonly version: Scalars['Int']['output'];
};

export type DutyRecordConfirmPayload = {
  readonly dutyRecord?: Maybe<DutyRecord>;
  readonly userErrors: ReadonlyArray<DutyUserError>;
};

export type DutyRecordConnection = {
  readonly edges: ReadonlyArray<DutyRecordEdge>;
  readonly nodes: ReadonlyArray<DutyRecord>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type DutyRecordCreateInput = {
  readonly category: Scalars['String']['input'];
  readonly evidence?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly facts?: InputMaybe<Scalars['JSON']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly member?: InputMaybe<Scalars['ID']['input']>;
  readonly occurredOn: Scalars['Date']['input'];
  readonly replaces?: InputMaybe<Scalars['ID']['input']>;
  readonly title: Scalars['String']['input'];
};

export type DutyRecordCreatePayload = {
  readonly dutyRecord?: Maybe<DutyRecord>;
  readonly userErrors: ReadonlyArray<DutyUserError>;
};

export type DutyRecordEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: DutyRecord;
};

export type DutyRecordFilter = {
  readonly categories?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly category?: InputMaybe<Scalars['String']['input']>;
  readonly member?: InputMaybe<Scalars['ID']['input']>;
  readonly occurred?: InputMaybe<DutyDateFilter>;
  readonly scoreYear?: InputMaybe<Scalars['Int']['input']>;
  readonly sourceType?: InputMaybe<Scalars['String']['input']>;
  readonly state?: InputMaybe<DutyRecordState>;
};

export type DutyRecordOrder = {
  readonly direction: OrderDirection;
  readonly field: DutyRecordOrderField;
};

export type DutyRecordOrderField =
  | 'CREATED_AT'
  | 'OCCURRED_ON';

export type DutyRecordReturnPayload = {
  readonly dutyRecord?: Maybe<DutyRecord>;
  readonly userErrors: ReadonlyArray<DutyUserError>;
};

export type DutyRecordReversePayload = {
  readonly dutyRecord?: Maybe<DutyRecord>;
  readonly userErrors: ReadonlyArray<DutyUserError>;
};

export type DutyRecordState =
  | 'CONFIRMED'
  | 'PENDING'
  | 'RETURNED'
  | 'REVERSAL'
  | 'REVERSED'
  | 'WITHDRAWN';

export type DutyRecordWithdrawPayload = {
  readonly dutyRecord?: Maybe<DutyRecord>;
  readonly userErrors: ReadonlyArray<DutyUserError>;
};

export type DutyRecordsConfirmPayload = {
  readonly dutyRecords?: Maybe<ReadonlyArray<DutyRecord>>;
  readonly failures?: Maybe<ReadonlyArray<DutyFailure>>;
  readonly userErrors: ReadonlyArray<DutyUserError>;
};

export type DutyRecordsEnterInput = {
  readonly category: Scalars['String']['input'];
  readonly evidence?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly facts?: InputMaybe<Scalars['JSON']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly members: ReadonlyArray<Scalars['ID']['input']>;
  readonly occurredOn: Scalars['Date']['input'];
  readonly onError?: InputMaybe<DutyOnError>;
  readonly replaces?: InputMaybe<Scalars['ID']['input']>;
  readonly title: Scalars['String']['input'];
};

export type DutyRecordsEnterPayload = {
  readonly dutyRecords?: Maybe<ReadonlyArray<DutyRecord>>;
  readonly failures?: Maybe<ReadonlyArray<DutyFailure>>;
  readonly userErrors: ReadonlyArray<DutyUserError>;
};

export type DutyUserError = {
  readonly code: DutyErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type DutyYearCount = {
  readonly confirmed: Scalars['Int']['output'];
  readonly count: Scalars['Int']['output'];
  readonly pending: Scalars['Int']['output'];
  readonly year: Scalars['Int']['output'];
};

export type File = Node & {
  readonly contentType: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly sha256: Scalars['String']['output'];
  readonly size: Scalars['Int']['output'];
  readonly url: Scalars['String']['output'];
};

export type FirstPassword = {
  readonly initialPassword: Scalars['String']['output'];
  readonly login: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
};

export type HandlingAction =
  | 'ANSWER_AGAIN'
  | 'COUNTERSIGN'
  | 'DRAFT_REPLY'
  | 'GIVE_OPINION'
  | 'GRANT_EXTENSION'
  | 'GRANT_RETURN'
  | 'REASSIGN'
  | 'REFUSE_EXTENSION'
  | 'REFUSE_RETURN'
  | 'REQUEST_EXTENSION'
  | 'REQUEST_RETURN'
  | 'SEND_BACK'
  | 'SEND_REPLY'
  | 'SIGN_FOR'
  | 'START'
  | 'URGE'
  | 'WAIVE_OPINION';

export type HandlingAvailableAction = {
  readonly action: HandlingAction;
  readonly isAvailable: Scalars['Boolean']['output'];
  readonly reason?: Maybe<Scalars['String']['output']>;
};

export type HandlingExtensionRequestInput = {
  readonly dueOn: Scalars['Date']['input'];
  readonly reason: Scalars['String']['input'];
};

export type HandlingExtensionRequestPayload = {
  readonly request?: Maybe<ProposalRequest>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type HandlingOpinionGiveInput = {
  readonly opinion: Scalars['String']['input'];
};

export type HandlingOpinionGivePayload = {
  readonly handling?: Maybe<ProposalHandling>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type HandlingOpinionWaivePayload = {
  readonly handling?: Maybe<ProposalHandling>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type HandlingReasonInput = {
  readonly reason: Scalars['String']['input'];
};

export type HandlingReassignInput = {
  readonly reason: Scalars['String']['input'];
  readonly units?: InputMaybe<ReadonlyArray<ProposalUnitInput>>;
};

export type HandlingReassignPayload = {
  readonly handling?: Maybe<ProposalHandling>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type HandlingReturnRequestPayload = {
  readonly request?: Maybe<ProposalRequest>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type HandlingRole =
  | 'CO_HANDLER'
  | 'HOST'
  | 'SEPARATE'
  | 'SOLE';

export type HandlingRoleBesideOthers =
  | 'HOST'
  | 'SEPARATE';

export type HandlingSignForPayload = {
  readonly handling?: Maybe<ProposalHandling>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type HandlingStartInput = {
  readonly contactName: Scalars['String']['input'];
  readonly contactPhone: Scalars['String']['input'];
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type HandlingStartPayload = {
  readonly handling?: Maybe<ProposalHandling>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type HandlingState =
  | 'COUNTERSIGNED'
  | 'HANDLING'
  | 'NEW'
  | 'OPINION_GIVEN'
  | 'REASSIGNED'
  | 'REPLIED'
  | 'REPLY_DRAFTED'
  | 'RETURN_REQUESTED'
  | 'SIGNED_FOR';

export type HandlingUrgePayload = {
  readonly handling?: Maybe<ProposalHandling>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type HeldPermission = {
  readonly organizationCodes: ReadonlyArray<Scalars['String']['output']>;
  readonly permission: Permission;
};

export type IdentityErrorCode =
  | 'ACCOUNT_SUSPENDED'
  | 'ALREADY_ENROLLED'
  | 'ALREADY_GRANTED'
  | 'DUTIES_NOT_SEPARATED'
  | 'INVALID_CREDENTIALS'
  | 'INVALID_FORMAT'
  | 'INVALID_REFRESH_TOKEN'
  | 'INVALID_SECOND_FACTOR'
  | 'INVALID_STATE'
  | 'INVALID_TEXT'
  | 'LOGIN_TAKEN'
  | 'NOT_APPLICABLE'
  | 'NOT_ENROLLED'
  | 'NOT_FOUND'
  | 'OUT_OF_RANGE'
  | 'OWN_ACCOUNT'
  | 'PASSWORD_CHANGE_REQUIRED'
  | 'PASSWORD_HOLDS_ACCOUNT_WORD'
  | 'PASSWORD_REUSED'
  | 'PASSWORD_TOO_COMMON'
  | 'PASSWORD_TOO_SIMPLE'
  | 'REQUIRED'
  | 'RETIRED'
  | 'SCOPE_NOT_ALLOWED'
  | 'SCOPE_NOT_HELD'
  | 'SECOND_FACTOR_ENROLLMENT_REQUIRED'
  | 'SECOND_FACTOR_REQUIRED'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'TOO_SHORT'
  | 'VERSION_CONFLICT';

export type IdentityUserError = {
  readonly code: IdentityErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type InvitationArrangeInput = {
  readonly groupName?: InputMaybe<Scalars['String']['input']>;
  readonly invitation: Scalars['ID']['input'];
  readonly seat?: InputMaybe<Scalars['String']['input']>;
};

export type InvitationReplyPayload = {
  readonly invitation?: Maybe<ActivityInvitation>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type LeaveRequest = Node & {
  readonly activity?: Maybe<Activity>;
  readonly approver: ActivityLeaveApprover;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly decidedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly decidedBy?: Maybe<Scalars['String']['output']>;
  readonly decisionNote?: Maybe<Scalars['String']['output']>;
  readonly file?: Maybe<File>;
  readonly halfDays: ReadonlyArray<ActivityHalfDay>;
  readonly id: Scalars['ID']['output'];
  readonly invitation?: Maybe<ActivityInvitation>;
  readonly member?: Maybe<Member>;
  readonly reason?: Maybe<Scalars['String']['output']>;
  readonly state: LeaveRequestState;
  readonly type: LeaveType;
  readonly version: Scalars['Int']['output'];
};

export type LeaveRequestConnection = {
  readonly edges: ReadonlyArray<LeaveRequestEdge>;
  readonly nodes: ReadonlyArray<LeaveRequest>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type LeaveRequestCreateInput = {
  readonly file?: InputMaybe<Scalars['ID']['input']>;
  readonly halfDays?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly invitation: Scalars['ID']['input'];
  readonly reason: Scalars['String']['input'];
  readonly type: LeaveType;
};

export type LeaveRequestCreatePayload = {
  readonly leaveRequest?: Maybe<LeaveRequest>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type LeaveRequestDecideInput = {
  readonly decision: LeaveRequestDecision;
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type LeaveRequestDecidePayload = {
  readonly leaveRequest?: Maybe<LeaveRequest>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type LeaveRequestDecision =
  | 'APPROVED'
  | 'REFUSED';

export type LeaveRequestEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: LeaveRequest;
};

export type LeaveRequestFilter = {
  readonly activity?: InputMaybe<Scalars['ID']['input']>;
  readonly member?: InputMaybe<Scalars['ID']['input']>;
  readonly state?: InputMaybe<LeaveRequestState>;
};

export type LeaveRequestOrder = {
  readonly direction: OrderDirection;
  readonly field: LeaveRequestOrderField;
};

export type LeaveRequestOrderField =
  | 'CREATED_AT';

export type LeaveRequestState =
  | 'APPROVED'
  | 'REFUSED'
  | 'REQUESTED'
  | 'WITHDRAWN';

export type LeaveRequestWithdrawPayload = {
  readonly leaveRequest?: Maybe<LeaveRequest>;
  readonly userErrors: ReadonlyArray<ActivityUserError>;
};

export type LeaveType =
  | 'OFFICIAL'
  | 'OTHER'
  | 'PERSONAL'
  | 'SICK';

export type Member = Node & {
  readonly activityInvitations: ActivityInvitationConnection;
  readonly attendanceYears: ReadonlyArray<MemberAttendanceYear>;
  readonly attendances: AttendanceConnection;
  readonly availableActions: ReadonlyArray<MemberAvailableAction>;
  readonly creditActivities: ActivityConnection;
  readonly creditsByKind: ReadonlyArray<MemberCredits>;
  readonly dutyFile?: Maybe<DutyFile>;
  readonly dutyRecords: DutyRecordConnection;
  readonly id: Scalars['ID']['output'];
  readonly isStanding: Scalars['Boolean']['output'];
  readonly joinedBy: MemberJoinedBy;
  readonly joinedOn: Scalars['Date']['output'];
  readonly leftOn?: Maybe<Scalars['Date']['output']>;
  readonly leftReason?: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly person?: Maybe<Person>;
  readonly positions: ReadonlyArray<Position>;
  readonly proposals: ProposalConnection;
  readonly remarks?: Maybe<Scalars['String']['output']>;
  readonly sector?: Maybe<Sector>;
  readonly specialCommittee?: Maybe<SpecialCommittee>;
  readonly speeches: ActivitySpeechConnection;
  readonly status: MemberStatus;
  readonly term?: Maybe<Term>;
  readonly version: Scalars['Int']['output'];
  readonly workUnit: Scalars['String']['output'];
};


export type MemberActivityInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityInvitationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityInvitationOrder>;
};


export type MemberAttendancesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AttendanceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AttendanceOrder>;
};


export type MemberCreditActivitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityOrder>;
};


export type MemberCreditsByKindArgs = {
  year?: InputMaybe<Scalars['Int']['input']>;
};


export type MemberDutyRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DutyRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<DutyRecordOrder>;
};


export type MemberProposalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProposalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProposalOrder>;
};


export type MemberSpeechesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivitySpeechFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivitySpeechOrder>;
};

export type MemberAccountCreateManyInput = {
  readonly members: ReadonlyArray<Scalars['ID']['input']>;
  readonly organization: Scalars['ID']['input'];
};

export type MemberAccountCreateManyPayload = {
  readonly accounts?: Maybe<ReadonlyArray<Account>>;
  readonly firstPasswords?: Maybe<ReadonlyArray<FirstPassword>>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type MemberAction =
  | 'END_TERM'
  | 'RECORD_DEATH'
  | 'REINSTATE'
  | 'REMOVE'
  | 'RESIGN'
  | 'UPDATE';

export type MemberAttendanceYear = {
  readonly absent: Scalars['Int']['output'];
  readonly halfDays: Scalars['Int']['output'];
  readonly late: Scalars['Int']['output'];
  readonly leftEarly: Scalars['Int']['output'];
  readonly onLeave: Scalars['Int']['output'];
  readonly present: Scalars['Int']['output'];
  readonly rate?: Maybe<Scalars['Decimal']['output']>;
  readonly year: Scalars['Int']['output'];
};

export type MemberAvailableAction = {
  readonly action: MemberAction;
  readonly isAvailable: Scalars['Boolean']['output'];
  readonly reason?: Maybe<Scalars['String']['output']>;
};

export type MemberConnection = {
  readonly edges: ReadonlyArray<MemberEdge>;
  readonly nodes: ReadonlyArray<Member>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type MemberCreateInput = {
  readonly birth?: InputMaybe<BirthInput>;
  readonly ethnicity?: InputMaybe<Scalars['String']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly identityNumber?: InputMaybe<Scalars['String']['input']>;
  readonly isStanding?: InputMaybe<Scalars['Boolean']['input']>;
  readonly joinedBy?: InputMaybe<MemberJoinedBy>;
  readonly joinedOn: Scalars['Date']['input'];
  readonly name: Scalars['String']['input'];
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  readonly positions?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly remarks?: InputMaybe<Scalars['String']['input']>;
  readonly sector?: InputMaybe<Scalars['ID']['input']>;
  readonly sex?: InputMaybe<Sex>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly term: Scalars['ID']['input'];
  readonly workUnit?: InputMaybe<Scalars['String']['input']>;
};

export type MemberCreatePayload = {
  readonly member?: Maybe<Member>;
  readonly userErrors: ReadonlyArray<MemberUserError>;
};

export type MemberCredits = {
  readonly activityCount: Scalars['Int']['output'];
  readonly credits: Scalars['Decimal']['output'];
  readonly kind?: Maybe<ActivityKind>;
  readonly year: Scalars['Int']['output'];
};

export type MemberDeathInput = {
  readonly leftOn: Scalars['Date']['input'];
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

export type MemberDeathRecordPayload = {
  readonly member?: Maybe<Member>;
  readonly userErrors: ReadonlyArray<MemberUserError>;
};

export type MemberEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Member;
};

export type MemberErrorCode =
  | 'DATE_OUT_OF_RANGE'
  | 'ENTRY_RETIRED'
  | 'IDENTITY_MISMATCH'
  | 'IDENTITY_NUMBER_TAKEN'
  | 'ID_REUSED'
  | 'INVALID_BIRTH'
  | 'INVALID_IDENTITY_NUMBER'
  | 'INVALID_PHONE'
  | 'INVALID_STATE'
  | 'INVALID_TEXT'
  | 'LATER_SEAT'
  | 'NOTHING_TO_CHANGE'
  | 'NOT_FOUND'
  | 'PERSON_AMBIGUOUS'
  | 'PERSON_REPEATED'
  | 'REPEATED'
  | 'REQUIRED'
  | 'SEAT_EXISTS'
  | 'SEAT_LEFT'
  | 'TERM_NOT_LATER'
  | 'TERM_OVER'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'TOO_SHORT'
  | 'UNKNOWN_ETHNICITY'
  | 'VERSION_CONFLICT';

export type MemberFilter = {
  readonly isStanding?: InputMaybe<Scalars['Boolean']['input']>;
  readonly joinedBy?: InputMaybe<MemberJoinedBy>;
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  readonly sector?: InputMaybe<Scalars['ID']['input']>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly status?: InputMaybe<MemberStatus>;
  readonly term?: InputMaybe<Scalars['ID']['input']>;
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

export type MemberJoinedBy =
  | 'BY_ELECTION'
  | 'TERM';

export type MemberLeaveInput = {
  readonly leftOn: Scalars['Date']['input'];
  readonly reason: Scalars['String']['input'];
};

export type MemberOrder = {
  readonly direction: OrderDirection;
  readonly field: MemberOrderField;
};

export type MemberOrderField =
  | 'JOINED_ON'
  | 'NAME';

export type MemberReinstateInput = {
  readonly reason: Scalars['String']['input'];
};

export type MemberReinstatePayload = {
  readonly member?: Maybe<Member>;
  readonly userErrors: ReadonlyArray<MemberUserError>;
};

export type MemberRemovePayload = {
  readonly member?: Maybe<Member>;
  readonly userErrors: ReadonlyArray<MemberUserError>;
};

export type MemberResignPayload = {
  readonly member?: Maybe<Member>;
  readonly userErrors: ReadonlyArray<MemberUserError>;
};

export type MemberStatus =
  | 'ACTIVE'
  | 'DECEASED'
  | 'REMOVED'
  | 'RESIGNED'
  | 'TERM_ENDED';

export type MemberUpdateInput = {
  readonly birth?: InputMaybe<BirthInput>;
  readonly ethnicity?: InputMaybe<Scalars['String']['input']>;
  readonly identityNumber?: InputMaybe<Scalars['String']['input']>;
  readonly isStanding?: InputMaybe<Scalars['Boolean']['input']>;
  readonly joinedBy?: InputMaybe<MemberJoinedBy>;
  readonly joinedOn?: InputMaybe<Scalars['Date']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  readonly positions?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly remarks?: InputMaybe<Scalars['String']['input']>;
  readonly sector?: InputMaybe<Scalars['ID']['input']>;
  readonly sex?: InputMaybe<Sex>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly workUnit?: InputMaybe<Scalars['String']['input']>;
};

export type MemberUpdatePayload = {
  readonly member?: Maybe<Member>;
  readonly userErrors: ReadonlyArray<MemberUserError>;
};

export type MemberUserError = {
  readonly code: MemberErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type MembersTermChangeInput = {
  readonly continuing?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly joinedOn: Scalars['Date']['input'];
  readonly leaving?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly leftOn: Scalars['Date']['input'];
  readonly others?: InputMaybe<MembersTermChangeOthers>;
};

export type MembersTermChangeOthers =
  | 'CONTINUE'
  | 'KEEP'
  | 'LEAVE';

export type MembersTermChangePayload = {
  readonly continued?: Maybe<Scalars['Int']['output']>;
  readonly ended?: Maybe<Scalars['Int']['output']>;
  readonly userErrors: ReadonlyArray<MemberUserError>;
};

export type Mutation = {
  readonly accountCreate: AccountCreatePayload;
  readonly accountPasswordReset: AccountPasswordResetPayload;
  readonly accountRestore: AccountRestorePayload;
  readonly accountSuspend: AccountSuspendPayload;
  readonly accountUpdate: AccountUpdatePayload;
  readonly activityAgendaSet: ActivityAgendaSetPayload;
  readonly activityCancel: ActivityCancelPayload;
  readonly activityClose: ActivityClosePayload;
  readonly activityConfirm: ActivityConfirmPayload;
  readonly activityCreate: ActivityCreatePayload;
  readonly activityDelegationCreate: ActivityDelegationCreatePayload;
  readonly activityDelegationRemove: ActivityDelegationRemovePayload;
  readonly activityDelegationUpdate: ActivityDelegationUpdatePayload;
  readonly activityHold: ActivityHoldPayload;
  readonly activityInvitationsArrange: ActivityInvitationsArrangePayload;
  readonly activityKindRulesUpdate: ActivityKindRulesUpdatePayload;
  readonly activityMaterialsAttach: ActivityMaterialsAttachPayload;
  readonly activityMaterialsDetach: ActivityMaterialsDetachPayload;
  readonly activityMove: ActivityMovePayload;
  readonly activityNotify: ActivityNotifyPayload;
  readonly activityOutcomeClose: ActivityOutcomeClosePayload;
  readonly activityOutcomeCreate: ActivityOutcomeCreatePayload;
  readonly activityOutcomeReopen: ActivityOutcomeReopenPayload;
  readonly activityOutcomeUpdate: ActivityOutcomeUpdatePayload;
  readonly activityOutcomeUrge: ActivityOutcomeUrgePayload;
  readonly activityOutcomeWithdraw: ActivityOutcomeWithdrawPayload;
  readonly activityRecord: ActivityRecordPayload;
  readonly activityReopen: ActivityReopenPayload;
  readonly activityResearchTopicSet: ActivityResearchTopicSetPayload;
  readonly activityReturn: ActivityReturnPayload;
  readonly activityRevise: ActivityRevisePayload;
  readonly activitySignIn: ActivitySignInPayload;
  readonly activitySignInOffline: ActivitySignInOfflinePayload;
  readonly activitySpeechCallOpen: ActivitySpeechCallOpenPayload;
  readonly activitySpeechCorrect: ActivitySpeechCorrectPayload;
  readonly activitySpeechCreate: ActivitySpeechCreatePayload;
  readonly activitySpeechDeliver: ActivitySpeechDeliverPayload;
  readonly activitySpeechEnter: ActivitySpeechEnterPayload;
  readonly activitySpeechRecall: ActivitySpeechRecallPayload;
  readonly activitySpeechReview: ActivitySpeechReviewPayload;
  readonly activitySpeechSubmit: ActivitySpeechSubmitPayload;
  readonly activitySpeechUpdate: ActivitySpeechUpdatePayload;
  readonly activitySpeechWithdraw: ActivitySpeechWithdrawPayload;
  readonly activitySubjectAdd: ActivitySubjectAddPayload;
  readonly activitySubjectRemove: ActivitySubjectRemovePayload;
  readonly activityUninvite: ActivityUninvitePayload;
  readonly activityUpdate: ActivityUpdatePayload;
  readonly activityWithdraw: ActivityWithdrawPayload;
  readonly assignmentReturn: AssignmentReturnPayload;
  readonly attendanceCorrect: AttendanceCorrectPayload;
  readonly attendanceEnter: AttendanceEnterPayload;
  readonly attendanceRecordMinutes: AttendanceRecordMinutesPayload;
  readonly attendanceScan: AttendanceScanPayload;
  readonly calendarFeedCreate: CalendarFeedCreatePayload;
  readonly calendarFeedRevoke: CalendarFeedRevokePayload;
  readonly calendarYearSet: CalendarYearSetPayload;
  readonly dictionaryEntryCreate: DictionaryEntryCreatePayload;
  readonly dictionaryEntryRestore: DictionaryEntryRestorePayload;
  readonly dictionaryEntryRetire: DictionaryEntryRetirePayload;
  readonly dictionaryEntryUpdate: DictionaryEntryUpdatePayload;
  readonly dutyRecordConfirm: DutyRecordConfirmPayload;
  readonly dutyRecordCreate: DutyRecordCreatePayload;
  readonly dutyRecordReturn: DutyRecordReturnPayload;
  readonly dutyRecordReverse: DutyRecordReversePayload;
  readonly dutyRecordWithdraw: DutyRecordWithdrawPayload;
  readonly dutyRecordsConfirm: DutyRecordsConfirmPayload;
  readonly dutyRecordsEnter: DutyRecordsEnterPayload;
  readonly handlingExtensionRequest: HandlingExtensionRequestPayload;
  readonly handlingOpinionGive: HandlingOpinionGivePayload;
  readonly handlingOpinionWaive: HandlingOpinionWaivePayload;
  readonly handlingReassign: HandlingReassignPayload;
  readonly handlingReturnRequest: HandlingReturnRequestPayload;
  readonly handlingSignFor: HandlingSignForPayload;
  readonly handlingStart: HandlingStartPayload;
  readonly handlingUrge: HandlingUrgePayload;
  readonly invitationReply: InvitationReplyPayload;
  readonly leaveRequestCreate: LeaveRequestCreatePayload;
  readonly leaveRequestDecide: LeaveRequestDecidePayload;
  readonly leaveRequestWithdraw: LeaveRequestWithdrawPayload;
  readonly memberAccountCreateMany: MemberAccountCreateManyPayload;
  readonly memberCreate: MemberCreatePayload;
  readonly memberDeathRecord: MemberDeathRecordPayload;
  readonly memberReinstate: MemberReinstatePayload;
  readonly memberRemove: MemberRemovePayload;
  readonly memberResign: MemberResignPayload;
  readonly memberUpdate: MemberUpdatePayload;
  readonly membersTermChange: MembersTermChangePayload;
  readonly organizationCreate: OrganizationCreatePayload;
  readonly organizationUpdate: OrganizationUpdatePayload;
  readonly passwordChange: PasswordChangePayload;
  readonly personalAccessTokenCreate: PersonalAccessTokenCreatePayload;
  readonly personalAccessTokenRevoke: PersonalAccessTokenRevokePayload;
  readonly personalDataUnmask: PersonalDataUnmaskPayload;
  readonly policySet: PolicySetPayload;
  readonly proposalArchive: ProposalArchivePayload;
  readonly proposalAssign: ProposalAssignPayload;
  readonly proposalAttach: ProposalAttachPayload;
  readonly proposalClose: ProposalClosePayload;
  readonly proposalCreate: ProposalCreatePayload;
  readonly proposalDetach: ProposalDetachPayload;
  readonly proposalDispatch: ProposalDispatchPayload;
  readonly proposalFeedbackCorrect: ProposalFeedbackCorrectPayload;
  readonly proposalFeedbackEnter: ProposalFeedbackEnterPayload;
  readonly proposalFeedbackGive: ProposalFeedbackGivePayload;
  readonly proposalFile: ProposalFilePayload;
  readonly proposalFirstCheck: ProposalFirstCheckPayload;
  readonly proposalFurtherAssign: ProposalFurtherAssignPayload;
  readonly proposalInvitationCancel: ProposalInvitationCancelPayload;
  readonly proposalInvite: ProposalInvitePayload;
  readonly proposalMarkKey: ProposalMarkKeyPayload;
  readonly proposalMerge: ProposalMergePayload;
  readonly proposalNominate: ProposalNominatePayload;
  readonly proposalNominationDecide: ProposalNominationDecidePayload;
  readonly proposalNotFile: ProposalNotFilePayload;
  readonly proposalPublish: ProposalPublishPayload;
  readonly proposalRecheck: ProposalRecheckPayload;
  readonly proposalReturnForRevision: ProposalReturnForRevisionPayload;
  readonly proposalSign: ProposalSignPayload;
  readonly proposalSubmit: ProposalSubmitPayload;
  readonly proposalSupervise: ProposalSupervisePayload;
  readonly proposalUnmarkKey: ProposalUnmarkKeyPayload;
  readonly proposalUnmerge: ProposalUnmergePayload;
  readonly proposalUnpublish: ProposalUnpublishPayload;
  readonly proposalUpdate: ProposalUpdatePayload;
  readonly proposalWindowSet: ProposalWindowSetPayload;
  readonly proposalWithdraw: ProposalWithdrawPayload;
  readonly proposalsAssign: ProposalsAssignPayload;
  readonly proposalsFile: ProposalsFilePayload;
  readonly replyCountersign: ReplyCountersignPayload;
  readonly replyDraft: ReplyDraftPayload;
  readonly replySend: ReplySendPayload;
  readonly replySendBack: ReplySendBackPayload;
  readonly requestDecide: RequestDecidePayload;
  readonly researchTopicCreate: ResearchTopicCreatePayload;
  readonly researchTopicUpdate: ResearchTopicUpdatePayload;
  readonly roleGrant: RoleGrantPayload;
  readonly roleGrantMany: RoleGrantManyPayload;
  readonly roleRevoke: RoleRevokePayload;
  readonly sessionCreate: SessionCreatePayload;
  readonly sessionUpdate: SessionUpdatePayload;
  readonly signIn: SignInPayload;
  readonly signInRefresh: SignInRefreshPayload;
  readonly signInSessionRevoke: SignInSessionRevokePayload;
  readonly signOut: SignOutPayload;
  readonly signOutEverywhere: SignOutEverywherePayload;
  readonly termCreate: TermCreatePayload;
  readonly termEnd: TermEndPayload;
  readonly totpConfirm: TotpConfirmPayload;
  readonly totpDisable: TotpDisablePayload;
  readonly totpEnroll: TotpEnrollPayload;
  readonly visitSubjectUpdate: VisitSubjectUpdatePayload;
};


export type MutationAccountCreateArgs = {
  input: AccountInput;
};


export type MutationAccountPasswordResetArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  withSecondFactor?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationAccountRestoreArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationAccountSuspendArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationAccountUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: AccountUpdateInput;
};


export type MutationActivityAgendaSetArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  items: ReadonlyArray<ActivityAgendaItemInput>;
};


export type MutationActivityCancelArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityCancelInput;
};


export type MutationActivityCloseArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationActivityConfirmArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationActivityCreateArgs = {
  input: ActivityCreateInput;
};


export type MutationActivityDelegationCreateArgs = {
  activity: Scalars['ID']['input'];
  input: ActivityDelegationCreateInput;
};


export type MutationActivityDelegationRemoveArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityOutcomeReasonInput;
};


export type MutationActivityDelegationUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityDelegationUpdateInput;
};


export type MutationActivityHoldArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationActivityInvitationsArrangeArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  items: ReadonlyArray<InvitationArrangeInput>;
};


export type MutationActivityKindRulesUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityKindRulesInput;
};


export type MutationActivityMaterialsAttachArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityMaterialsInput;
};


export type MutationActivityMaterialsDetachArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityMaterialsInput;
};


export type MutationActivityMoveArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityMoveInput;
};


export type MutationActivityNotifyArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityNotifyInput;
};


export type MutationActivityOutcomeCloseArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityOutcomeCloseInput;
};


export type MutationActivityOutcomeCreateArgs = {
  input: ActivityOutcomeCreateInput;
};


export type MutationActivityOutcomeReopenArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityOutcomeReasonInput;
};


export type MutationActivityOutcomeUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityOutcomeUpdateInput;
};


export type MutationActivityOutcomeUrgeArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityOutcomeReasonInput;
};


export type MutationActivityOutcomeWithdrawArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityOutcomeReasonInput;
};


export type MutationActivityRecordArgs = {
  input: ActivityRecordInput;
};


export type MutationActivityReopenArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityReopenInput;
};


export type MutationActivityResearchTopicSetArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityResearchTopicInput;
};


export type MutationActivityReturnArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityReturnInput;
};


export type MutationActivityReviseArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityReviseInput;
};


export type MutationActivitySignInArgs = {
  input: ActivitySignInInput;
};


export type MutationActivitySignInOfflineArgs = {
  input: ActivitySignInOfflineInput;
};


export type MutationActivitySpeechCallOpenArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivitySpeechCallInput;
};


export type MutationActivitySpeechCorrectArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivitySpeechUpdateInput;
};


export type MutationActivitySpeechCreateArgs = {
  activity: Scalars['ID']['input'];
  input: ActivitySpeechCreateInput;
};


export type MutationActivitySpeechDeliverArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivitySpeechDeliverInput;
};


export type MutationActivitySpeechEnterArgs = {
  activity: Scalars['ID']['input'];
  input: ActivitySpeechEnterInput;
};


export type MutationActivitySpeechRecallArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivitySpeechRecallInput;
};


export type MutationActivitySpeechReviewArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivitySpeechReviewInput;
};


export type MutationActivitySpeechSubmitArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationActivitySpeechUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivitySpeechUpdateInput;
};


export type MutationActivitySpeechWithdrawArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationActivitySubjectAddArgs = {
  activity: Scalars['ID']['input'];
  input: ActivitySubjectAddInput;
};


export type MutationActivitySubjectRemoveArgs = {
  activity: Scalars['ID']['input'];
  subject: Scalars['ID']['input'];
};


export type MutationActivityUninviteArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityUninviteInput;
};


export type MutationActivityUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityUpdateInput;
};


export type MutationActivityWithdrawArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationAssignmentReturnArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: HandlingReasonInput;
};


export type MutationAttendanceCorrectArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: AttendanceCorrectInput;
};


export type MutationAttendanceEnterArgs = {
  activity: Scalars['ID']['input'];
  halfDay: Scalars['ID']['input'];
  input: AttendanceEnterInput;
};


export type MutationAttendanceRecordMinutesArgs = {
  activity: Scalars['ID']['input'];
  halfDay: Scalars['ID']['input'];
  items: ReadonlyArray<AttendanceMinutesInput>;
};


export type MutationAttendanceScanArgs = {
  activity: Scalars['ID']['input'];
  code: Scalars['String']['input'];
  halfDay: Scalars['ID']['input'];
};


export type MutationCalendarFeedRevokeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCalendarYearSetArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  input: CalendarYearSetInput;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationDictionaryEntryCreateArgs = {
  dictionary: DictionaryKind;
  input: DictionaryEntryCreateInput;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationDictionaryEntryRestoreArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationDictionaryEntryRetireArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationDictionaryEntryUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: DictionaryEntryUpdateInput;
};


export type MutationDutyRecordConfirmArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationDutyRecordCreateArgs = {
  input: DutyRecordCreateInput;
};


export type MutationDutyRecordReturnArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: DutyReasonInput;
};


export type MutationDutyRecordReverseArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: DutyReasonInput;
};


export type MutationDutyRecordWithdrawArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationDutyRecordsConfirmArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type MutationDutyRecordsEnterArgs = {
  input: DutyRecordsEnterInput;
};


export type MutationHandlingExtensionRequestArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: HandlingExtensionRequestInput;
};


export type MutationHandlingOpinionGiveArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: HandlingOpinionGiveInput;
};


export type MutationHandlingOpinionWaiveArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: HandlingReasonInput;
};


export type MutationHandlingReassignArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: HandlingReassignInput;
};


export type MutationHandlingReturnRequestArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: HandlingReasonInput;
};


export type MutationHandlingSignForArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationHandlingStartArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: HandlingStartInput;
};


export type MutationHandlingUrgeArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: HandlingReasonInput;
};


export type MutationInvitationReplyArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationLeaveRequestCreateArgs = {
  input: LeaveRequestCreateInput;
};


export type MutationLeaveRequestDecideArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: LeaveRequestDecideInput;
};


export type MutationLeaveRequestWithdrawArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationMemberAccountCreateManyArgs = {
  input: MemberAccountCreateManyInput;
};


export type MutationMemberCreateArgs = {
  input: MemberCreateInput;
};


export type MutationMemberDeathRecordArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: MemberDeathInput;
};


export type MutationMemberReinstateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: MemberReinstateInput;
};


export type MutationMemberRemoveArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: MemberLeaveInput;
};


export type MutationMemberResignArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: MemberLeaveInput;
};


export type MutationMemberUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: MemberUpdateInput;
};


export type MutationMembersTermChangeArgs = {
  fromTerm: Scalars['ID']['input'];
  input: MembersTermChangeInput;
  toTerm: Scalars['ID']['input'];
};


export type MutationOrganizationCreateArgs = {
  input: OrganizationCreateInput;
  parent: Scalars['ID']['input'];
};


export type MutationOrganizationUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: OrganizationUpdateInput;
};


export type MutationPasswordChangeArgs = {
  input: PasswordChangeInput;
};


export type MutationPersonalAccessTokenCreateArgs = {
  input: PersonalAccessTokenInput;
};


export type MutationPersonalAccessTokenRevokeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationPersonalDataUnmaskArgs = {
  fields: ReadonlyArray<PersonalDataField>;
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationPolicySetArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  input: PolicySetInput;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationProposalArchiveArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationProposalAssignArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalAssignInput;
};


export type MutationProposalAttachArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalFilesInput;
};


export type MutationProposalCloseArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalCloseInput;
};


export type MutationProposalCreateArgs = {
  input: ProposalCreateInput;
};


export type MutationProposalDetachArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalFilesInput;
};


export type MutationProposalDispatchArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalDispatchInput;
};


export type MutationProposalFeedbackCorrectArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalFeedbackCorrectInput;
};


export type MutationProposalFeedbackEnterArgs = {
  id: Scalars['ID']['input'];
  input: ProposalFeedbackEnterInput;
};


export type MutationProposalFeedbackGiveArgs = {
  id: Scalars['ID']['input'];
  input: ProposalFeedbackGiveInput;
};


export type MutationProposalFileArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input?: InputMaybe<ProposalFileInput>;
};


export type MutationProposalFirstCheckArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input?: InputMaybe<ProposalCheckInput>;
};


export type MutationProposalFurtherAssignArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalFurtherAssignInput;
};


export type MutationProposalInvitationCancelArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalInvitationCancelInput;
};


export type MutationProposalInviteArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalInviteInput;
};


export type MutationProposalMarkKeyArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalMarkKeyInput;
};


export type MutationProposalMergeArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalMergeInput;
};


export type MutationProposalNominateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalNominateInput;
};


export type MutationProposalNominationDecideArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalNominationDecideInput;
};


export type MutationProposalNotFileArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalNotFileInput;
};


export type MutationProposalPublishArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationProposalRecheckArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input?: InputMaybe<ProposalCheckInput>;
};


export type MutationProposalReturnForRevisionArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalReasonInput;
};


export type MutationProposalSignArgs = {
  expectedTextNumber: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalSignInput;
};


export type MutationProposalSubmitArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationProposalSuperviseArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalSuperviseInput;
};


export type MutationProposalUnmarkKeyArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalReasonInput;
};


export type MutationProposalUnmergeArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalReasonInput;
};


export type MutationProposalUnpublishArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalReasonInput;
};


export type MutationProposalUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalUpdateInput;
};


export type MutationProposalWindowSetArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  input: ProposalWindowSetInput;
  session: Scalars['ID']['input'];
};


export type MutationProposalWithdrawArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ProposalWithdrawInput;
};


export type MutationProposalsAssignArgs = {
  items: ReadonlyArray<ProposalsAssignItemInput>;
};


export type MutationProposalsFileArgs = {
  input?: InputMaybe<ProposalFileInput>;
  proposals: ReadonlyArray<ProposalVersionInput>;
};


export type MutationReplyCountersignArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationReplyDraftArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ReplyDraftInput;
};


export type MutationReplySendArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationReplySendBackArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: HandlingReasonInput;
};


export type MutationRequestDecideArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: RequestDecideInput;
};


export type MutationResearchTopicCreateArgs = {
  input: ResearchTopicCreateInput;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationResearchTopicUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ResearchTopicUpdateInput;
};


export type MutationRoleGrantArgs = {
  input: RoleGrantInput;
};


export type MutationRoleGrantManyArgs = {
  input: RoleGrantManyInput;
};


export type MutationRoleRevokeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSessionCreateArgs = {
  input: SessionCreateInput;
  term: Scalars['ID']['input'];
};


export type MutationSessionUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: SessionUpdateInput;
};


export type MutationSignInArgs = {
  input: CredentialsInput;
};


export type MutationSignInRefreshArgs = {
  input: SignInRefreshInput;
};


export type MutationSignInSessionRevokeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationTermCreateArgs = {
  input: TermCreateInput;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationTermEndArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: TermEndInput;
};


export type MutationTotpConfirmArgs = {
  input: CredentialsInput;
};


export type MutationTotpDisableArgs = {
  input: CredentialsInput;
};


export type MutationTotpEnrollArgs = {
  input: CredentialsInput;
};


export type MutationVisitSubjectUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: VisitSubjectUpdateInput;
};

export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type NotFilingGround = DictionaryEntry & Node & {
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly rank: Scalars['Int']['output'];
  readonly version: Scalars['Int']['output'];
};

export type OfflineSignInInput = {
  readonly code: Scalars['String']['input'];
  readonly id: Scalars['UUID']['input'];
  readonly position?: InputMaybe<SignInPositionInput>;
  readonly scannedAt: Scalars['DateTime']['input'];
};

export type OrderDirection =
  | 'ASC'
  | 'DESC';

export type Organization = Node & {
  readonly activityKinds: ReadonlyArray<ActivityKind>;
  readonly assigningOffices: ReadonlyArray<AssigningOffice>;
  readonly calendarYears: ReadonlyArray<CalendarYear>;
  readonly children: ReadonlyArray<Organization>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly level: OrganizationLevel;
  readonly name: Scalars['String']['output'];
  readonly notFilingGrounds: ReadonlyArray<NotFilingGround>;
  readonly parent?: Maybe<Organization>;
  readonly parties: ReadonlyArray<Party>;
  readonly policies: ReadonlyArray<Policy>;
  readonly policy?: Maybe<PolicyInForce>;
  readonly positions: ReadonlyArray<Position>;
  readonly regionCode: Scalars['String']['output'];
  readonly sectors: ReadonlyArray<Sector>;
  readonly shortName: Scalars['String']['output'];
  readonly specialCommittees: ReadonlyArray<SpecialCommittee>;
  readonly terms: ReadonlyArray<Term>;
  readonly undertakingUnits: UndertakingUnitConnection;
  readonly version: Scalars['Int']['output'];
};


export type OrganizationPolicyArgs = {
  key: Scalars['String']['input'];
  on?: InputMaybe<Scalars['Date']['input']>;
};


export type OrganizationUndertakingUnitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<UndertakingUnitOrder>;
};

export type OrganizationConnection = {
  readonly edges: ReadonlyArray<OrganizationEdge>;
  readonly nodes: ReadonlyArray<Organization>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type OrganizationCreateInput = {
  readonly code: Scalars['String']['input'];
  readonly level: OrganizationLevel;
  readonly name: Scalars['String']['input'];
  readonly regionCode: Scalars['String']['input'];
  readonly shortName: Scalars['String']['input'];
};

export type OrganizationCreatePayload = {
  readonly organization?: Maybe<Organization>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type OrganizationEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Organization;
};

export type OrganizationErrorCode =
  | 'ALIAS_REPEATED'
  | 'ALIAS_TAKEN'
  | 'ALREADY_ACTIVE'
  | 'ALREADY_EFFECTIVE'
  | 'ALREADY_RETIRED'
  | 'CODE_TAKEN'
  | 'DAY_REPEATED'
  | 'ENDS_BEFORE_START'
  | 'ID_REUSED'
  | 'INVALID_CODE'
  | 'INVALID_TEXT'
  | 'INVALID_VALUE'
  | 'LEVEL_NOT_BELOW'
  | 'NOT_APPLICABLE'
  | 'NOT_FOUND'
  | 'NUMBER_TAKEN'
  | 'OUTSIDE_TERM'
  | 'OUT_OF_ORDER'
  | 'OUT_OF_RANGE'
  | 'OVERLAPS'
  | 'REGION_NOT_INSIDE'
  | 'REQUIRED'
  | 'RETIRED'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'UNKNOWN_POLICY'
  | 'VERSION_CONFLICT';

export type OrganizationFilter = {
  readonly below?: InputMaybe<Scalars['ID']['input']>;
  readonly level?: InputMaybe<OrganizationLevel>;
};

export type OrganizationLevel =
  | 'CITY'
  | 'COUNTY'
  | 'NATIONAL'
  | 'PROVINCE';

export type OrganizationOrder = {
  readonly direction: OrderDirection;
  readonly field: OrganizationOrderField;
};

export type OrganizationOrderField =
  | 'PATH';

export type OrganizationUpdateInput = {
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly shortName?: InputMaybe<Scalars['String']['input']>;
};

export type OrganizationUpdatePayload = {
  readonly organization?: Maybe<Organization>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type OrganizationUserError = {
  readonly code: OrganizationErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type PageInfo = {
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type Party = DictionaryEntry & Node & {
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly rank: Scalars['Int']['output'];
  readonly version: Scalars['Int']['output'];
};

export type PasswordChangeInput = {
  readonly currentPassword: Scalars['String']['input'];
  readonly device?: InputMaybe<Scalars['UUID']['input']>;
  readonly login: Scalars['String']['input'];
  readonly newPassword: Scalars['String']['input'];
  readonly totpCode?: InputMaybe<Scalars['String']['input']>;
};

export type PasswordChangePayload = {
  readonly changed?: Maybe<Scalars['Boolean']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type Permission =
  | 'ACCOUNT_MANAGE'
  | 'ACCOUNT_READ'
  | 'ACTIVITY_LEAVE_APPROVE'
  | 'ACTIVITY_MANAGE'
  | 'ACTIVITY_OWN'
  | 'ACTIVITY_READ'
  | 'AUDIT_READ'
  | 'DUTY_CONFIRM'
  | 'DUTY_OWN'
  | 'DUTY_READ'
  | 'DUTY_RECORD'
  | 'FILE_UPLOAD'
  | 'MEMBER_MANAGE'
  | 'MEMBER_PRIVATE_READ'
  | 'MEMBER_READ'
  | 'ORGANIZATION_MANAGE'
  | 'ORGANIZATION_READ'
  | 'PROPOSAL_ASSIGN'
  | 'PROPOSAL_DISPATCH'
  | 'PROPOSAL_EXAMINE'
  | 'PROPOSAL_HANDLE'
  | 'PROPOSAL_MANAGE'
  | 'PROPOSAL_OWN'
  | 'PROPOSAL_READ'
  | 'PROPOSAL_REVIEW'
  | 'ROLE_MANAGE';

export type Person = Node & {
  readonly birth?: Maybe<Birth>;
  readonly ethnicity?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly identityNumberMasked?: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly party?: Maybe<Party>;
  readonly phoneMasked?: Maybe<Scalars['String']['output']>;
  readonly pinyin: Scalars['String']['output'];
  readonly seats: ReadonlyArray<Member>;
  readonly sex?: Maybe<Sex>;
  readonly version: Scalars['Int']['output'];
};

export type PersonalAccessToken = Node & {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly name: Scalars['String']['output'];
  readonly revokedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly scopes: ReadonlyArray<Permission>;
  readonly version: Scalars['Int']['output'];
};

export type PersonalAccessTokenCreatePayload = {
  readonly personalAccessToken?: Maybe<PersonalAccessToken>;
  readonly token?: Maybe<Scalars['String']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type PersonalAccessTokenInput = {
  readonly expiresOn: Scalars['Date']['input'];
  readonly name: Scalars['String']['input'];
  readonly scopes: ReadonlyArray<Permission>;
};

export type PersonalAccessTokenRevokePayload = {
  readonly personalAccessToken?: Maybe<PersonalAccessToken>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type PersonalDataField =
  | 'IDENTITY_NUMBER'
  | 'PHONE';

export type PersonalDataUnmaskPayload = {
  readonly identityNumber?: Maybe<Scalars['String']['output']>;
  readonly member?: Maybe<Member>;
  readonly phone?: Maybe<Scalars['String']['output']>;
  readonly userErrors: ReadonlyArray<MemberUserError>;
};

export type Policy = Node & {
  readonly effectiveFrom: Scalars['Date']['output'];
  readonly id: Scalars['ID']['output'];
  readonly key: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly value: Scalars['JSON']['output'];
  readonly version: Scalars['Int']['output'];
};

export type PolicyInForce = {
  readonly effectiveFrom?: Maybe<Scalars['Date']['output']>;
  readonly explanation: Scalars['String']['output'];
  readonly key: Scalars['String']['output'];
  readonly on: Scalars['Date']['output'];
  readonly value: Scalars['JSON']['output'];
};

export type PolicyKey = {
  readonly defaultValue: Scalars['JSON']['output'];
  readonly description: Scalars['String']['output'];
  readonly key: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  readonly valueSchema: Scalars['JSON']['output'];
};

export type PolicySetInput = {
  readonly effectiveFrom: Scalars['Date']['input'];
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly key: Scalars['String']['input'];
  readonly value: Scalars['JSON']['input'];
};

export type PolicySetPayload = {
  readonly policy?: Maybe<Policy>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type Position = DictionaryEntry & Node & {
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly rank: Scalars['Int']['output'];
  readonly version: Scalars['Int']['output'];
};

export type Proposal = Node & {
  readonly analysis: Scalars['String']['output'];
  readonly assignments: ReadonlyArray<ProposalAssignment>;
  readonly attachments: ReadonlyArray<File>;
  readonly availableActions: ReadonlyArray<ProposalAvailableAction>;
  readonly bodyName: Scalars['String']['output'];
  readonly caseNumber?: Maybe<Scalars['Int']['output']>;
  readonly citation?: Maybe<Scalars['String']['output']>;
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly consentsToPublication: Scalars['Boolean']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly deadlines: ReadonlyArray<ProposalDeadline>;
  readonly decisionNote?: Maybe<Scalars['String']['output']>;
  readonly disposition?: Maybe<ProposalDisposition>;
  readonly events: ProposalEventConnection;
  readonly examination?: Maybe<ProposalExamination>;
  readonly excellentYear?: Maybe<Scalars['Int']['output']>;
  readonly feedback: ReadonlyArray<ProposalFeedback>;
  readonly filedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly firstProposer?: Maybe<Member>;
  readonly handlings: ReadonlyArray<ProposalHandling>;
  readonly id: Scalars['ID']['output'];
  readonly isExcellent: Scalars['Boolean']['output'];
  readonly isKey: Scalars['Boolean']['output'];
  readonly isPublic: Scalars['Boolean']['output'];
  readonly isResearched: Scalars['Boolean']['output'];
  readonly isSelfWritten: Scalars['Boolean']['output'];
  readonly keyLeader?: Maybe<Member>;
  readonly mergedFrom: ReadonlyArray<Proposal>;
  readonly mergedInto?: Maybe<Proposal>;
  readonly nominations: ReadonlyArray<ProposalNomination>;
  readonly notFilingGround?: Maybe<NotFilingGround>;
  readonly organization?: Maybe<Organization>;
  readonly party?: Maybe<Party>;
  readonly period?: Maybe<ProposalPeriod>;
  readonly proposerKind: ProposerKind;
  readonly publishedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly receiptNumber?: Maybe<Scalars['Int']['output']>;
  readonly replies: ReadonlyArray<ProposalReply>;
  readonly round: Scalars['Int']['output'];
  readonly sealFile?: Maybe<File>;
  readonly sector?: Maybe<Sector>;
  readonly session?: Maybe<Session>;
  readonly signers: ReadonlyArray<ProposalSigner>;
  readonly similar?: Maybe<ReadonlyArray<SimilarProposal>>;
  readonly situation: Scalars['String']['output'];
  readonly specialCommittee?: Maybe<SpecialCommittee>;
  readonly state: ProposalState;
  readonly submittedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly suggestedUnits: Scalars['String']['output'];
  readonly suggestions: Scalars['String']['output'];
  readonly supervisions: ReadonlyArray<ProposalSupervision>;
  readonly term?: Maybe<Term>;
  readonly textNumber: Scalars['Int']['output'];
  readonly texts: ReadonlyArray<ProposalText>;
  readonly title: Scalars['String']['output'];
  readonly version: Scalars['Int']['output'];
};


export type ProposalEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProposalEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProposalEventOrder>;
};


export type ProposalSimilarArgs = {
  atMost?: InputMaybe<Scalars['Int']['input']>;
};

export type ProposalAction =
  | 'ANSWER_AGAIN'
  | 'ARCHIVE'
  | 'ASSIGN'
  | 'ASSIGN_FURTHER'
  | 'CLOSE'
  | 'CORRECT_FEEDBACK'
  | 'ENTER_FEEDBACK'
  | 'FILE'
  | 'FIRST_CHECK'
  | 'GIVE_FEEDBACK'
  | 'INVITE'
  | 'MARK_KEY'
  | 'MERGE'
  | 'NOMINATE'
  | 'NOT_FILE'
  | 'PUBLISH'
  | 'RECHECK'
  | 'RETURN_FOR_REVISION'
  | 'SIGN'
  | 'SUBMIT'
  | 'SUPERVISE'
  | 'UNMERGE'
  | 'UPDATE'
  | 'WITHDRAW';

export type ProposalArchivePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalAssignInput = {
  readonly note?: InputMaybe<Scalars['String']['input']>;
  readonly offices?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly units?: InputMaybe<ReadonlyArray<ProposalUnitInput>>;
};

export type ProposalAssignPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalAssignment = Node & {
  readonly availableActions: ReadonlyArray<ProposalAssignmentAvailableAction>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly handlings: ReadonlyArray<ProposalHandling>;
  readonly id: Scalars['ID']['output'];
  readonly note: Scalars['String']['output'];
  readonly office?: Maybe<AssigningOffice>;
  readonly organization?: Maybe<Organization>;
  readonly proposal?: Maybe<Proposal>;
  readonly state: ProposalAssignmentState;
  readonly version: Scalars['Int']['output'];
};

export type ProposalAssignmentAction =
  | 'DISPATCH'
  | 'RETURN';

export type ProposalAssignmentAvailableAction = {
  readonly action: ProposalAssignmentAction;
  readonly isAvailable: Scalars['Boolean']['output'];
  readonly reason?: Maybe<Scalars['String']['output']>;
};

export type ProposalAssignmentConnection = {
  readonly edges: ReadonlyArray<ProposalAssignmentEdge>;
  readonly nodes: ReadonlyArray<ProposalAssignment>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ProposalAssignmentEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ProposalAssignment;
};

export type ProposalAssignmentFilter = {
  readonly office?: InputMaybe<Scalars['ID']['input']>;
  readonly proposal?: InputMaybe<Scalars['ID']['input']>;
  readonly state?: InputMaybe<ProposalAssignmentState>;
};

export type ProposalAssignmentOrder = {
  readonly direction: OrderDirection;
  readonly field: ProposalAssignmentOrderField;
};

export type ProposalAssignmentOrderField =
  | 'CREATED_AT';

export type ProposalAssignmentState =
  | 'ASSIGNED'
  | 'DISPATCHED'
  | 'RETURNED';

export type ProposalAttachPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalAvailableAction = {
  readonly action: ProposalAction;
  readonly isAvailable: Scalars['Boolean']['output'];
  readonly reason?: Maybe<Scalars['String']['output']>;
};

export type ProposalCheckInput = {
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type ProposalCloseInput = {
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type ProposalClosePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalConnection = {
  readonly edges: ReadonlyArray<ProposalEdge>;
  readonly nodes: ReadonlyArray<Proposal>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ProposalCreateInput = {
  readonly analysis?: InputMaybe<Scalars['String']['input']>;
  readonly attachments?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly bodyName?: InputMaybe<Scalars['String']['input']>;
  readonly consentsToPublication?: InputMaybe<Scalars['Boolean']['input']>;
  readonly firstProposer?: InputMaybe<Scalars['ID']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly isResearched?: InputMaybe<Scalars['Boolean']['input']>;
  readonly isSelfWritten?: InputMaybe<Scalars['Boolean']['input']>;
  readonly organization?: InputMaybe<Scalars['ID']['input']>;
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  readonly proposerKind?: InputMaybe<ProposerKind>;
  readonly sealFile?: InputMaybe<Scalars['ID']['input']>;
  readonly sector?: InputMaybe<Scalars['ID']['input']>;
  readonly situation?: InputMaybe<Scalars['String']['input']>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly suggestedUnits?: InputMaybe<Scalars['String']['input']>;
  readonly suggestions?: InputMaybe<Scalars['String']['input']>;
  readonly title: Scalars['String']['input'];
};

export type ProposalCreatePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalDateFilter = {
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

export type ProposalDeadline = Node & {
  readonly amberOn: Scalars['Date']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly dueOn: Scalars['Date']['output'];
  readonly explanation: DeadlineExplanation;
  readonly handling?: Maybe<ProposalHandling>;
  readonly id: Scalars['ID']['output'];
  readonly isCurrent: Scalars['Boolean']['output'];
  readonly kind: ProposalDeadlineKind;
  readonly metAt?: Maybe<Scalars['DateTime']['output']>;
  readonly startsOn: Scalars['Date']['output'];
  readonly state: ProposalDeadlineState;
};

export type ProposalDeadlineKind =
  | 'CO_HANDLER_OPINION'
  | 'FEEDBACK'
  | 'FIRST_CONTACT'
  | 'REHANDLING'
  | 'REPLY'
  | 'RETURN';

export type ProposalDeadlineState =
  | 'AMBER'
  | 'GREEN'
  | 'MET'
  | 'MET_LATE'
  | 'RED';

export type ProposalDetachPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalDispatchInput = {
  readonly units: ReadonlyArray<ProposalUnitInput>;
};

export type ProposalDispatchPayload = {
  readonly assignment?: Maybe<ProposalAssignment>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalDisposition =
  | 'KEPT'
  | 'RETURNED'
  | 'TO_MICRO_SUGGESTION'
  | 'TO_OPINION_REPORT'
  | 'TO_PETITION_OFFICE';

export type ProposalEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Proposal;
};

export type ProposalErrorCode =
  | 'ALREADY_ANSWERED'
  | 'ALREADY_EXCELLENT'
  | 'ALREADY_GIVEN'
  | 'ALREADY_MARKED'
  | 'ALREADY_NOMINATED'
  | 'ALREADY_SIGNER'
  | 'ALREADY_WAIVED'
  | 'BEYOND_LIMIT'
  | 'CALENDAR_NOT_PUBLISHED'
  | 'CO_HANDLER'
  | 'DEADLINE_PASSED'
  | 'DUPLICATE'
  | 'ENTRY_RETIRED'
  | 'FEEDBACK_MISSING'
  | 'HAS_MERGED'
  | 'ID_REUSED'
  | 'INCOMPLETE'
  | 'INVALID_STATE'
  | 'INVALID_TEXT'
  | 'INVITATION_EXPIRED'
  | 'INVITATION_PENDING'
  | 'KEY_PROPOSAL'
  | 'LATER_ROUND'
  | 'MERGED_CHILD'
  | 'MERGE_INTO_ITSELF'
  | 'NEVER_SUBMITTED'
  | 'NOTHING_TO_CORRECT'
  | 'NOTHING_TO_EXTEND'
  | 'NOTHING_TO_RATE'
  | 'NOT_ALLOWED'
  | 'NOT_APPLICABLE'
  | 'NOT_A_LEADER'
  | 'NOT_A_MEMBER'
  | 'NOT_CO_HANDLER'
  | 'NOT_EXTENDABLE'
  | 'NOT_FOUND'
  | 'NOT_IN_HANDLING'
  | 'NOT_KEY'
  | 'NOT_LATER'
  | 'NOT_ON_FILE'
  | 'NOT_PUBLISHED'
  | 'NOT_RETURNABLE'
  | 'NOT_TRACKED'
  | 'NO_CONSENT'
  | 'NO_HOST'
  | 'NO_REQUEST'
  | 'NO_SESSION'
  | 'OPINION_MISSING'
  | 'OTHER_COMMITTEE'
  | 'OTHER_OFFICE'
  | 'OTHER_TERM'
  | 'OUTSIDE_WINDOW'
  | 'OUT_OF_RANGE'
  | 'OVERLAPS'
  | 'OWN_DRAFT'
  | 'REHANDLING_BEGUN'
  | 'REQUEST_PENDING'
  | 'REQUIRED'
  | 'ROLES_DO_NOT_FIT'
  | 'ROUND_NOT_PASSED'
  | 'ROUND_OUT_OF_ORDER'
  | 'SAME_CHECKER'
  | 'SEAL_MISSING'
  | 'SEVERAL_HOSTS'
  | 'TEXT_CHANGED'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'TOO_SHORT'
  | 'VERSION_CONFLICT';

export type ProposalEvent = Node & {
  readonly action: Scalars['String']['output'];
  readonly actor?: Maybe<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly facts: Scalars['JSON']['output'];
  readonly fromState?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly note: Scalars['String']['output'];
  readonly toState?: Maybe<Scalars['String']['output']>;
};

export type ProposalEventConnection = {
  readonly edges: ReadonlyArray<ProposalEventEdge>;
  readonly nodes: ReadonlyArray<ProposalEvent>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ProposalEventEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ProposalEvent;
};

export type ProposalEventFilter = {
  readonly action?: InputMaybe<Scalars['String']['input']>;
};

export type ProposalEventOrder = {
  readonly direction: OrderDirection;
  readonly field: ProposalEventOrderField;
};

export type ProposalEventOrderField =
  | 'CREATED_AT';

export type ProposalExamination = {
  readonly decidedBy?: Maybe<Scalars['String']['output']>;
  readonly firstCheckNote?: Maybe<Scalars['String']['output']>;
  readonly firstCheckedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly firstCheckedBy?: Maybe<Scalars['String']['output']>;
  readonly recheckNote?: Maybe<Scalars['String']['output']>;
  readonly recheckedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly recheckedBy?: Maybe<Scalars['String']['output']>;
};

export type ProposalFailure = {
  readonly index: Scalars['Int']['output'];
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalFeedback = Node & {
  readonly attitude: Satisfaction;
  readonly comment: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isLate: Scalars['Boolean']['output'];
  readonly isOfBody: Scalars['Boolean']['output'];
  readonly member?: Maybe<Member>;
  readonly organization?: Maybe<Organization>;
  readonly overall: Satisfaction;
  readonly proposal?: Maybe<Proposal>;
  readonly receivedOn?: Maybe<Scalars['Date']['output']>;
  readonly reply?: Maybe<ProposalReply>;
  readonly result: Satisfaction;
  readonly sheetFile?: Maybe<File>;
};

export type ProposalFeedbackCorrectInput = {
  readonly attitude: Satisfaction;
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  readonly overall: Satisfaction;
  readonly reason: Scalars['String']['input'];
  readonly receivedOn: Scalars['Date']['input'];
  readonly reply: Scalars['ID']['input'];
  readonly result: Satisfaction;
  readonly sheetFile?: InputMaybe<Scalars['ID']['input']>;
};

export type ProposalFeedbackCorrectPayload = {
  readonly feedback?: Maybe<ProposalFeedback>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalFeedbackEnterInput = {
  readonly attitude: Satisfaction;
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly overall: Satisfaction;
  readonly receivedOn: Scalars['Date']['input'];
  readonly reply: Scalars['ID']['input'];
  readonly result: Satisfaction;
  readonly sheetFile?: InputMaybe<Scalars['ID']['input']>;
};

export type ProposalFeedbackEnterPayload = {
  readonly feedback?: Maybe<ProposalFeedback>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalFeedbackGiveInput = {
  readonly attitude: Satisfaction;
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly overall: Satisfaction;
  readonly reply: Scalars['ID']['input'];
  readonly result: Satisfaction;
};

export type ProposalFeedbackGivePayload = {
  readonly feedback?: Maybe<ProposalFeedback>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalFileInput = {
  readonly decidedBy?: InputMaybe<Scalars['String']['input']>;
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type ProposalFilePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalFilesInput = {
  readonly files: ReadonlyArray<Scalars['ID']['input']>;
};

export type ProposalFilter = {
  readonly caseNumber?: InputMaybe<Scalars['Int']['input']>;
  readonly excellentYear?: InputMaybe<Scalars['Int']['input']>;
  readonly firstProposer?: InputMaybe<Scalars['ID']['input']>;
  readonly isExcellent?: InputMaybe<Scalars['Boolean']['input']>;
  readonly isKey?: InputMaybe<Scalars['Boolean']['input']>;
  readonly isPublic?: InputMaybe<Scalars['Boolean']['input']>;
  readonly nominated?: InputMaybe<ProposalNominationFilter>;
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  readonly period?: InputMaybe<ProposalPeriod>;
  readonly proposerKind?: InputMaybe<ProposerKind>;
  readonly receiptNumber?: InputMaybe<Scalars['Int']['input']>;
  readonly session?: InputMaybe<Scalars['ID']['input']>;
  readonly state?: InputMaybe<ProposalState>;
  readonly states?: InputMaybe<ReadonlyArray<ProposalState>>;
  readonly submitted?: InputMaybe<ProposalDateFilter>;
  readonly term?: InputMaybe<Scalars['ID']['input']>;
  readonly text?: InputMaybe<Scalars['String']['input']>;
  readonly workList?: InputMaybe<ProposalWorkListKind>;
};

export type ProposalFirstCheckPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalFurtherAssignInput = {
  readonly note?: InputMaybe<Scalars['String']['input']>;
  readonly offices: ReadonlyArray<Scalars['ID']['input']>;
  readonly soleBecomes?: InputMaybe<HandlingRoleBesideOthers>;
};

export type ProposalFurtherAssignPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalHandling = Node & {
  readonly assignment?: Maybe<ProposalAssignment>;
  readonly availableActions: ReadonlyArray<HandlingAvailableAction>;
  readonly contactName: Scalars['String']['output'];
  readonly contactPhone: Scalars['String']['output'];
  readonly contactedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly deadlines: ReadonlyArray<ProposalDeadline>;
  readonly id: Scalars['ID']['output'];
  readonly opinion?: Maybe<Scalars['String']['output']>;
  readonly opinionAt?: Maybe<Scalars['DateTime']['output']>;
  readonly opinionWaivedReason?: Maybe<Scalars['String']['output']>;
  readonly organization?: Maybe<Organization>;
  readonly proposal?: Maybe<Proposal>;
  readonly repliedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly replies: ReadonlyArray<ProposalReply>;
  readonly requests: ReadonlyArray<ProposalRequest>;
  readonly role: HandlingRole;
  readonly round: Scalars['Int']['output'];
  readonly signedForAt?: Maybe<Scalars['DateTime']['output']>;
  readonly state: HandlingState;
  readonly unit?: Maybe<UndertakingUnit>;
  readonly version: Scalars['Int']['output'];
};

export type ProposalHandlingConnection = {
  readonly edges: ReadonlyArray<ProposalHandlingEdge>;
  readonly nodes: ReadonlyArray<ProposalHandling>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ProposalHandlingEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ProposalHandling;
};

export type ProposalHandlingFilter = {
  readonly proposal?: InputMaybe<Scalars['ID']['input']>;
  readonly role?: InputMaybe<HandlingRole>;
  readonly state?: InputMaybe<HandlingState>;
  readonly states?: InputMaybe<ReadonlyArray<HandlingState>>;
  readonly unit?: InputMaybe<Scalars['ID']['input']>;
};

export type ProposalHandlingOrder = {
  readonly direction: OrderDirection;
  readonly field: ProposalHandlingOrderField;
};

export type ProposalHandlingOrderField =
  | 'CREATED_AT';

export type ProposalHandlingRate = {
  readonly assigned: Scalars['Int']['output'];
  readonly basicallySatisfied: Scalars['Int']['output'];
  readonly dissatisfied: Scalars['Int']['output'];
  readonly handlingRate?: Maybe<Scalars['Decimal']['output']>;
  readonly late: Scalars['Int']['output'];
  readonly office?: Maybe<AssigningOffice>;
  readonly onTime: Scalars['Int']['output'];
  readonly onTimeRate?: Maybe<Scalars['Decimal']['output']>;
  readonly rated: Scalars['Int']['output'];
  readonly replied: Scalars['Int']['output'];
  readonly replyClass?: Maybe<ReplyClass>;
  readonly satisfaction?: Maybe<Scalars['Decimal']['output']>;
  readonly satisfied: Scalars['Int']['output'];
  readonly unit?: Maybe<UndertakingUnit>;
};

export type ProposalInvitationCancelInput = {
  readonly signers: ReadonlyArray<Scalars['ID']['input']>;
};

export type ProposalInvitationCancelPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalInviteInput = {
  readonly coSigners?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly endorsers?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type ProposalInvitePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalMarkKeyInput = {
  readonly leader: Scalars['ID']['input'];
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type ProposalMarkKeyPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalMergeInput = {
  readonly note?: InputMaybe<Scalars['String']['input']>;
  readonly proposals: ReadonlyArray<ProposalVersionInput>;
};

export type ProposalMergePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalNominateInput = {
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly round: Scalars['Int']['input'];
  readonly year: Scalars['Int']['input'];
};

export type ProposalNominatePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalNomination = Node & {
  readonly comment: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly decidedBy?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly proposal?: Maybe<Proposal>;
  readonly round: Scalars['Int']['output'];
  readonly state: ProposalNominationState;
  readonly version: Scalars['Int']['output'];
  readonly year: Scalars['Int']['output'];
};

export type ProposalNominationDecideInput = {
  readonly comment?: InputMaybe<Scalars['String']['input']>;
  readonly decision: ProposalNominationDecision;
};

export type ProposalNominationDecidePayload = {
  readonly nomination?: Maybe<ProposalNomination>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalNominationDecision =
  | 'AWARDED'
  | 'ELIMINATED'
  | 'PASSED';

export type ProposalNominationFilter = {
  readonly round?: InputMaybe<Scalars['Int']['input']>;
  readonly state?: InputMaybe<ProposalNominationState>;
  readonly year: Scalars['Int']['input'];
};

export type ProposalNominationState =
  | 'AWARDED'
  | 'ELIMINATED'
  | 'NOMINATED'
  | 'PASSED';

export type ProposalNotFileInput = {
  readonly disposition: ProposalDisposition;
  readonly ground: Scalars['ID']['input'];
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type ProposalNotFilePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalOrder = {
  readonly direction: OrderDirection;
  readonly field: ProposalOrderField;
};

export type ProposalOrderField =
  | 'CREATED_AT'
  | 'SUBMITTED_AT';

export type ProposalPeriod =
  | 'ORDINARY'
  | 'SESSION';

export type ProposalPublishPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalRateDateFilter = {
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

export type ProposalRateFilter = {
  readonly assigned?: InputMaybe<ProposalRateDateFilter>;
  readonly period?: InputMaybe<ProposalPeriod>;
  readonly session?: InputMaybe<Scalars['ID']['input']>;
};

export type ProposalRateGroup =
  | 'ALL'
  | 'CLASS'
  | 'OFFICE'
  | 'UNIT';

export type ProposalReasonInput = {
  readonly reason: Scalars['String']['input'];
};

export type ProposalRecheckPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalReply = Node & {
  readonly body: Scalars['String']['output'];
  readonly contactName: Scalars['String']['output'];
  readonly contactPhone: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly documentNumber?: Maybe<Scalars['String']['output']>;
  readonly draftedBy?: Maybe<Scalars['String']['output']>;
  readonly feedback: ReadonlyArray<ProposalFeedback>;
  readonly handling?: Maybe<ProposalHandling>;
  readonly id: Scalars['ID']['output'];
  readonly items: ReadonlyArray<ProposalReplyItem>;
  readonly localLetter: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly plannedFor?: Maybe<Scalars['Date']['output']>;
  readonly proposal?: Maybe<Proposal>;
  readonly replyClass: ReplyClass;
  readonly reviewNote?: Maybe<Scalars['String']['output']>;
  readonly reviewedBy?: Maybe<Scalars['String']['output']>;
  readonly round: Scalars['Int']['output'];
  readonly sentAt?: Maybe<Scalars['DateTime']['output']>;
  readonly signerName: Scalars['String']['output'];
  readonly state: ReplyState;
  readonly version: Scalars['Int']['output'];
};

export type ProposalReplyItem = {
  readonly answer: Scalars['String']['output'];
  readonly suggestion: Scalars['String']['output'];
};

export type ProposalReplyItemInput = {
  readonly answer: Scalars['String']['input'];
  readonly suggestion: Scalars['String']['input'];
};

export type ProposalRequest = Node & {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly decidedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly decidedBy?: Maybe<Scalars['String']['output']>;
  readonly decisionNote: Scalars['String']['output'];
  readonly dueOn?: Maybe<Scalars['Date']['output']>;
  readonly handling?: Maybe<ProposalHandling>;
  readonly id: Scalars['ID']['output'];
  readonly kind: ProposalRequestKind;
  readonly organization?: Maybe<Organization>;
  readonly reason: Scalars['String']['output'];
  readonly requestedBy?: Maybe<Scalars['String']['output']>;
  readonly state: ProposalRequestState;
  readonly version: Scalars['Int']['output'];
};

export type ProposalRequestConnection = {
  readonly edges: ReadonlyArray<ProposalRequestEdge>;
  readonly nodes: ReadonlyArray<ProposalRequest>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ProposalRequestDecision =
  | 'GRANT'
  | 'REFUSE';

export type ProposalRequestEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ProposalRequest;
};

export type ProposalRequestFilter = {
  readonly kind?: InputMaybe<ProposalRequestKind>;
  readonly state?: InputMaybe<ProposalRequestState>;
};

export type ProposalRequestKind =
  | 'EXTENSION'
  | 'RETURN';

export type ProposalRequestOrder = {
  readonly direction: OrderDirection;
  readonly field: ProposalRequestOrderField;
};

export type ProposalRequestOrderField =
  | 'CREATED_AT';

export type ProposalRequestState =
  | 'GRANTED'
  | 'LAPSED'
  | 'PENDING'
  | 'REFUSED';

export type ProposalReturnForRevisionPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalSignInput = {
  readonly accept: Scalars['Boolean']['input'];
};

export type ProposalSignPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalSigner = Node & {
  readonly answeredAt?: Maybe<Scalars['DateTime']['output']>;
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly invitedAt: Scalars['DateTime']['output'];
  readonly member?: Maybe<Member>;
  readonly name: Scalars['String']['output'];
  readonly proposal?: Maybe<Proposal>;
  readonly role: ProposalSignerRole;
  readonly state: ProposalSignerState;
  readonly version: Scalars['Int']['output'];
};

export type ProposalSignerRole =
  | 'CO_SIGNER'
  | 'ENDORSER'
  | 'FIRST';

export type ProposalSignerState =
  | 'ACCEPTED'
  | 'CANCELLED'
  | 'DECLINED'
  | 'EXPIRED'
  | 'INVITED';

export type ProposalState =
  | 'ARCHIVED'
  | 'ASSIGNED'
  | 'CLOSED'
  | 'CLOSED_WITH_DISSENT'
  | 'CO_SIGNING'
  | 'DRAFT'
  | 'FEEDBACK'
  | 'FILED'
  | 'FIRST_CHECKED'
  | 'IN_HANDLING'
  | 'MERGED'
  | 'NOT_FILED'
  | 'RECHECKED'
  | 'REHANDLING'
  | 'REPLIED'
  | 'RETURNED_FOR_REVISION'
  | 'SUBMITTED'
  | 'TRACKING'
  | 'WITHDRAWN';

export type ProposalSubmitPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalSuperviseInput = {
  readonly form: ProposalSupervisionForm;
  readonly heldOn: Scalars['Date']['input'];
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly leader?: InputMaybe<Scalars['ID']['input']>;
  readonly record: Scalars['String']['input'];
};

export type ProposalSupervisePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalSupervision = Node & {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly form: ProposalSupervisionForm;
  readonly heldOn: Scalars['Date']['output'];
  readonly id: Scalars['ID']['output'];
  readonly leader?: Maybe<Member>;
  readonly proposal?: Maybe<Proposal>;
  readonly record: Scalars['String']['output'];
};

export type ProposalSupervisionForm =
  | 'CONSULTATION'
  | 'FIELD_VISIT'
  | 'MEETING'
  | 'RESEARCH'
  | 'WRITTEN';

export type ProposalText = Node & {
  readonly analysis: Scalars['String']['output'];
  readonly changes: ReadonlyArray<ProposalTextChange>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly number: Scalars['Int']['output'];
  readonly situation: Scalars['String']['output'];
  readonly submittedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly suggestions: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
  readonly writtenBy?: Maybe<Scalars['String']['output']>;
};

export type ProposalTextBlock =
  | 'ANALYSIS'
  | 'SITUATION'
  | 'SUGGESTIONS'
  | 'TITLE';

export type ProposalTextChange = {
  readonly block: ProposalTextBlock;
  readonly parts: ReadonlyArray<ProposalTextPart>;
};

export type ProposalTextPart = {
  readonly kind: ProposalTextPartKind;
  readonly text: Scalars['String']['output'];
};

export type ProposalTextPartKind =
  | 'ADDED'
  | 'REMOVED'
  | 'SAME';

export type ProposalUnitInput = {
  readonly role: HandlingRole;
  readonly unit: Scalars['ID']['input'];
};

export type ProposalUnmarkKeyPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalUnmergePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalUnpublishPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalUpdateInput = {
  readonly analysis?: InputMaybe<Scalars['String']['input']>;
  readonly bodyName?: InputMaybe<Scalars['String']['input']>;
  readonly consentsToPublication?: InputMaybe<Scalars['Boolean']['input']>;
  readonly firstProposer?: InputMaybe<Scalars['ID']['input']>;
  readonly isResearched?: InputMaybe<Scalars['Boolean']['input']>;
  readonly isSelfWritten?: InputMaybe<Scalars['Boolean']['input']>;
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  readonly sealFile?: InputMaybe<Scalars['ID']['input']>;
  readonly sector?: InputMaybe<Scalars['ID']['input']>;
  readonly situation?: InputMaybe<Scalars['String']['input']>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly suggestedUnits?: InputMaybe<Scalars['String']['input']>;
  readonly suggestions?: InputMaybe<Scalars['String']['input']>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

export type ProposalUpdatePayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalUserError = {
  readonly code: ProposalErrorCode;
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type ProposalVersionInput = {
  readonly expectedVersion: Scalars['Int']['input'];
  readonly id: Scalars['ID']['input'];
};

export type ProposalWindow = {
  readonly cutOffAt: Scalars['DateTime']['output'];
  readonly opensAt: Scalars['DateTime']['output'];
  readonly session?: Maybe<Session>;
  readonly version: Scalars['Int']['output'];
};

export type ProposalWindowSetInput = {
  readonly cutOffAt: Scalars['DateTime']['input'];
  readonly opensAt: Scalars['DateTime']['input'];
};

export type ProposalWindowSetPayload = {
  readonly session?: Maybe<Session>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalWithdrawInput = {
  readonly reason: Scalars['String']['input'];
};

export type ProposalWithdrawPayload = {
  readonly proposal?: Maybe<Proposal>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalWorkList = {
  readonly count: Scalars['Int']['output'];
  readonly kind: ProposalWorkListKind;
  readonly proposals: ProposalConnection;
};


export type ProposalWorkListProposalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProposalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProposalOrder>;
};

export type ProposalWorkListKind =
  | 'AMBER'
  | 'MY_DRAFTS'
  | 'OVERDUE'
  | 'TO_ASSIGN'
  | 'TO_COUNTERSIGN'
  | 'TO_DECIDE_REQUESTS'
  | 'TO_DISPATCH'
  | 'TO_ENTER_FEEDBACK'
  | 'TO_EXAMINE'
  | 'TO_REPLY'
  | 'TO_SIGN_FOR'
  | 'WAITING_FOR_MY_FEEDBACK'
  | 'WAITING_FOR_MY_SIGNATURE';

export type ProposalsAssignFailure = {
  readonly index: Scalars['Int']['output'];
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalsAssignItemInput = {
  readonly assignment: ProposalAssignInput;
  readonly expectedVersion: Scalars['Int']['input'];
  readonly id: Scalars['ID']['input'];
};

export type ProposalsAssignPayload = {
  readonly failures?: Maybe<ReadonlyArray<ProposalsAssignFailure>>;
  readonly proposals?: Maybe<ReadonlyArray<Proposal>>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposalsFilePayload = {
  readonly failures?: Maybe<ReadonlyArray<ProposalFailure>>;
  readonly proposals?: Maybe<ReadonlyArray<Proposal>>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ProposerKind =
  | 'MEMBER'
  | 'MEMBERS_JOINT'
  | 'MEMBER_GROUP'
  | 'PARTY'
  | 'PEOPLES_ORGANIZATION'
  | 'SECTOR'
  | 'SPECIAL_COMMITTEE';

export type Query = {
  readonly account?: Maybe<Account>;
  readonly accounts: AccountConnection;
  readonly activities: ActivityConnection;
  readonly activity?: Maybe<Activity>;
  readonly activityFollowUps: ReadonlyArray<ActivityFollowUp>;
  readonly activityOutcome?: Maybe<ActivityOutcome>;
  readonly activityOutcomeOwners: ReadonlyArray<ActivityOutcomeOwner>;
  readonly activityOutcomes: ActivityOutcomeConnection;
  readonly activitySignInCode?: Maybe<SignInCode>;
  readonly activitySignInPage?: Maybe<ActivitySignInPage>;
  readonly activitySpeech?: Maybe<ActivitySpeech>;
  readonly activitySpeeches: ActivitySpeechConnection;
  readonly calendarFeeds: CalendarFeedConnection;
  readonly changeLog: ChangeLogEntryConnection;
  readonly dutyCategories: ReadonlyArray<DutyCategory>;
  readonly dutyRecord?: Maybe<DutyRecord>;
  readonly dutyRecords: DutyRecordConnection;
  readonly leaveRequests: LeaveRequestConnection;
  readonly member?: Maybe<Member>;
  readonly memberSignInCode?: Maybe<SignInCode>;
  readonly members: MemberConnection;
  readonly node?: Maybe<Node>;
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  readonly organization?: Maybe<Organization>;
  readonly organizations: OrganizationConnection;
  readonly policyKeys: ReadonlyArray<PolicyKey>;
  readonly proposal?: Maybe<Proposal>;
  readonly proposalAssignments: ProposalAssignmentConnection;
  readonly proposalHandling?: Maybe<ProposalHandling>;
  readonly proposalHandlingRates: ReadonlyArray<ProposalHandlingRate>;
  readonly proposalHandlings: ProposalHandlingConnection;
  readonly proposalRequests: ProposalRequestConnection;
  readonly proposalWorkLists: ReadonlyArray<ProposalWorkList>;
  readonly proposals: ProposalConnection;
  readonly rateLimit: RateLimit;
  readonly researchTopic?: Maybe<ResearchTopic>;
  readonly researchTopics: ResearchTopicConnection;
  readonly similarProposals?: Maybe<ReadonlyArray<SimilarProposal>>;
  readonly viewer: Viewer;
  readonly visitSubjects: VisitSubjectConnection;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AccountOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryActivitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryActivityArgs = {
  id: Scalars['ID']['input'];
};


export type QueryActivityFollowUpsArgs = {
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryActivityOutcomeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryActivityOutcomeOwnersArgs = {
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryActivityOutcomesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityOutcomeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityOutcomeOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryActivitySignInCodeArgs = {
  activity: Scalars['ID']['input'];
  halfDay: Scalars['ID']['input'];
};


export type QueryActivitySignInPageArgs = {
  activity: Scalars['ID']['input'];
  halfDay: Scalars['ID']['input'];
};


export type QueryActivitySpeechArgs = {
  id: Scalars['ID']['input'];
};


export type QueryActivitySpeechesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivitySpeechFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivitySpeechOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryCalendarFeedsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<CalendarFeedOrder>;
};


export type QueryChangeLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ChangeLogFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ChangeLogOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryDutyRecordArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDutyRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DutyRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<DutyRecordOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryLeaveRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LeaveRequestFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<LeaveRequestOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryMemberArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMemberSignInCodeArgs = {
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MemberFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<MemberOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryOrganizationArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryOrganizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrganizationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<OrganizationOrder>;
};


export type QueryProposalArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProposalAssignmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProposalAssignmentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProposalAssignmentOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryProposalHandlingArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProposalHandlingRatesArgs = {
  by: ProposalRateGroup;
  filter?: InputMaybe<ProposalRateFilter>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryProposalHandlingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProposalHandlingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProposalHandlingOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryProposalRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProposalRequestFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProposalRequestOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryProposalWorkListsArgs = {
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryProposalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProposalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProposalOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryResearchTopicArgs = {
  id: Scalars['ID']['input'];
};


export type QueryResearchTopicsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ResearchTopicFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ResearchTopicOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QuerySimilarProposalsArgs = {
  atMost?: InputMaybe<Scalars['Int']['input']>;
  input: SimilarProposalsInput;
  organization?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryVisitSubjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<VisitSubjectFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<VisitSubjectOrder>;
  organization?: InputMaybe<Scalars['ID']['input']>;
};

export type RateLimit = {
  readonly cost: Scalars['Int']['output'];
  readonly remaining: Scalars['Int']['output'];
  readonly resetAt: Scalars['DateTime']['output'];
};

export type ReplyClass =
  | 'IN_PROGRESS_OR_PLANNED'
  | 'NOT_FEASIBLE_NOW'
  | 'REFERENCE'
  | 'RESOLVED';

export type ReplyCountersignPayload = {
  readonly reply?: Maybe<ProposalReply>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ReplyDraftInput = {
  readonly body: Scalars['String']['input'];
  readonly contactName: Scalars['String']['input'];
  readonly contactPhone: Scalars['String']['input'];
  readonly documentNumber?: InputMaybe<Scalars['String']['input']>;
  readonly items: ReadonlyArray<ProposalReplyItemInput>;
  readonly plannedFor?: InputMaybe<Scalars['Date']['input']>;
  readonly replyClass: ReplyClass;
  readonly signerName: Scalars['String']['input'];
};

export type ReplyDraftPayload = {
  readonly reply?: Maybe<ProposalReply>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ReplySendBackPayload = {
  readonly reply?: Maybe<ProposalReply>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ReplySendPayload = {
  readonly reply?: Maybe<ProposalReply>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ReplyState =
  | 'COUNTERSIGNED'
  | 'DRAFT'
  | 'SENT'
  | 'SUPERSEDED';

export type RequestDecideInput = {
  readonly decision: ProposalRequestDecision;
  readonly dueOn?: InputMaybe<Scalars['Date']['input']>;
  readonly note?: InputMaybe<Scalars['String']['input']>;
  readonly units?: InputMaybe<ReadonlyArray<ProposalUnitInput>>;
};

export type RequestDecidePayload = {
  readonly request?: Maybe<ProposalRequest>;
  readonly userErrors: ReadonlyArray<ProposalUserError>;
};

export type ResearchTopic = Node & {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly organization?: Maybe<Organization>;
  readonly plan: Scalars['String']['output'];
  readonly reports: ReadonlyArray<ActivityOutcome>;
  readonly specialCommittee?: Maybe<SpecialCommittee>;
  readonly title: Scalars['String']['output'];
  readonly trips: ActivityConnection;
  readonly version: Scalars['Int']['output'];
  readonly year: Scalars['Int']['output'];
};


export type ResearchTopicTripsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityOrder>;
};

export type ResearchTopicConnection = {
  readonly edges: ReadonlyArray<ResearchTopicEdge>;
  readonly nodes: ReadonlyArray<ResearchTopic>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ResearchTopicCreateInput = {
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly plan?: InputMaybe<Scalars['String']['input']>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly title: Scalars['String']['input'];
  readonly year: Scalars['Int']['input'];
};

export type ResearchTopicCreatePayload = {
  readonly researchTopic?: Maybe<ResearchTopic>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type ResearchTopicEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ResearchTopic;
};

export type ResearchTopicFilter = {
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly year?: InputMaybe<Scalars['Int']['input']>;
};

export type ResearchTopicOrder = {
  readonly direction: OrderDirection;
  readonly field: ResearchTopicOrderField;
};

export type ResearchTopicOrderField =
  | 'CREATED_AT';

export type ResearchTopicUpdateInput = {
  readonly plan?: InputMaybe<Scalars['String']['input']>;
  readonly specialCommittee?: InputMaybe<Scalars['ID']['input']>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly year?: InputMaybe<Scalars['Int']['input']>;
};

export type ResearchTopicUpdatePayload = {
  readonly researchTopic?: Maybe<ResearchTopic>;
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
};

export type Role =
  | 'ASSIGNING_OFFICE_STAFF'
  | 'AUDITOR'
  | 'INFORMATION_OFFICE'
  | 'LEADER'
  | 'LIAISON_OFFICE'
  | 'MEMBER'
  | 'ORGANIZATION_ADMINISTRATOR'
  | 'PROPOSAL_OFFICE'
  | 'SECTOR_CONVENOR'
  | 'SECURITY_ADMINISTRATOR'
  | 'SERVICE'
  | 'SPECIAL_COMMITTEE_OFFICE'
  | 'UNDERTAKING_UNIT_HEAD'
  | 'UNDERTAKING_UNIT_STAFF';

export type RoleGrant = Node & {
  readonly account?: Maybe<Account>;
  readonly assigningOffice?: Maybe<AssigningOffice>;
  readonly id: Scalars['ID']['output'];
  readonly organization?: Maybe<Organization>;
  readonly role: Role;
  readonly undertakingUnit?: Maybe<UndertakingUnit>;
  readonly validFrom: Scalars['DateTime']['output'];
  readonly validUntil?: Maybe<Scalars['DateTime']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type RoleGrantInput = {
  readonly account: Scalars['ID']['input'];
  readonly assigningOffice?: InputMaybe<Scalars['ID']['input']>;
  readonly organization: Scalars['ID']['input'];
  readonly role: Role;
  readonly undertakingUnit?: InputMaybe<Scalars['ID']['input']>;
  readonly validUntil?: InputMaybe<Scalars['DateTime']['input']>;
};

export type RoleGrantManyInput = {
  readonly accounts: ReadonlyArray<Scalars['ID']['input']>;
  readonly assigningOffice?: InputMaybe<Scalars['ID']['input']>;
  readonly organization: Scalars['ID']['input'];
  readonly role: Role;
  readonly undertakingUnit?: InputMaybe<Scalars['ID']['input']>;
  readonly validUntil?: InputMaybe<Scalars['DateTime']['input']>;
};

export type RoleGrantManyPayload = {
  readonly roleGrants?: Maybe<ReadonlyArray<RoleGrant>>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type RoleGrantPayload = {
  readonly roleGrant?: Maybe<RoleGrant>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type RoleRevokePayload = {
  readonly roleGrant?: Maybe<RoleGrant>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type Satisfaction =
  | 'BASICALLY_SATISFIED'
  | 'DISSATISFIED'
  | 'SATISFIED';

export type Sector = DictionaryEntry & Node & {
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly rank: Scalars['Int']['output'];
  readonly version: Scalars['Int']['output'];
};

export type ServiceDeedKind =
  | 'ENTERPRISE'
  | 'HOUSEHOLD'
  | 'KEY_PROJECT'
  | 'PRACTICAL_MATTER';

export type Session = Node & {
  readonly endsOn: Scalars['Date']['output'];
  readonly id: Scalars['ID']['output'];
  readonly number: Scalars['Int']['output'];
  readonly proposalWindow?: Maybe<ProposalWindow>;
  readonly startsOn: Scalars['Date']['output'];
  readonly term?: Maybe<Term>;
  readonly version: Scalars['Int']['output'];
};

export type SessionCreateInput = {
  readonly endsOn: Scalars['Date']['input'];
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly number: Scalars['Int']['input'];
  readonly startsOn: Scalars['Date']['input'];
};

export type SessionCreatePayload = {
  readonly session?: Maybe<Session>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type SessionUpdateInput = {
  readonly endsOn?: InputMaybe<Scalars['Date']['input']>;
  readonly number?: InputMaybe<Scalars['Int']['input']>;
  readonly startsOn?: InputMaybe<Scalars['Date']['input']>;
};

export type SessionUpdatePayload = {
  readonly session?: Maybe<Session>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type Sex =
  | 'FEMALE'
  | 'MALE';

export type SignInCode = {
  readonly code: Scalars['String']['output'];
  readonly validUntil: Scalars['DateTime']['output'];
};

export type SignInPayload = {
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  readonly accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly refreshToken?: Maybe<Scalars['String']['output']>;
  readonly refreshTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type SignInPositionInput = {
  readonly latitude: Scalars['Decimal']['input'];
  readonly longitude: Scalars['Decimal']['input'];
};

export type SignInRefreshInput = {
  readonly refreshToken: Scalars['String']['input'];
};

export type SignInRefreshPayload = {
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  readonly accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly refreshToken?: Maybe<Scalars['String']['output']>;
  readonly refreshTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type SignInSession = Node & {
  readonly address: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isCurrent: Scalars['Boolean']['output'];
  readonly lastUsedAt: Scalars['DateTime']['output'];
  readonly revokedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly userAgent: Scalars['String']['output'];
};

export type SignInSessionRevokePayload = {
  readonly signInSession?: Maybe<SignInSession>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type SignOutEverywherePayload = {
  readonly endedSessions?: Maybe<Scalars['Int']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type SignOutPayload = {
  readonly endedSessions?: Maybe<Scalars['Int']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type SimilarPassage = {
  readonly other: TextSpan;
  readonly own: TextSpan;
};

export type SimilarProposal = {
  readonly citation?: Maybe<Scalars['String']['output']>;
  readonly committee: Scalars['String']['output'];
  readonly passages?: Maybe<ReadonlyArray<SimilarPassage>>;
  readonly proposal?: Maybe<Proposal>;
  readonly replyClasses: ReadonlyArray<ReplyClass>;
  readonly score: Scalars['Float']['output'];
  readonly state: ProposalState;
  readonly submittedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly title: Scalars['String']['output'];
  readonly units: ReadonlyArray<Scalars['String']['output']>;
};

export type SimilarProposalsInput = {
  readonly analysis?: InputMaybe<Scalars['String']['input']>;
  readonly except?: InputMaybe<Scalars['ID']['input']>;
  readonly situation?: InputMaybe<Scalars['String']['input']>;
  readonly suggestions?: InputMaybe<Scalars['String']['input']>;
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

export type SpecialCommittee = DictionaryEntry & Node & {
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly rank: Scalars['Int']['output'];
  readonly version: Scalars['Int']['output'];
};

export type Subscription = {
  readonly attendanceCounted: ReadonlyArray<AttendanceCount>;
};


export type SubscriptionAttendanceCountedArgs = {
  activity: Scalars['ID']['input'];
};

export type Term = Node & {
  readonly endsOn?: Maybe<Scalars['Date']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly number: Scalars['Int']['output'];
  readonly organization?: Maybe<Organization>;
  readonly sessions: ReadonlyArray<Session>;
  readonly startsOn: Scalars['Date']['output'];
  readonly version: Scalars['Int']['output'];
};

export type TermCreateInput = {
  readonly endsOn?: InputMaybe<Scalars['Date']['input']>;
  readonly id?: InputMaybe<Scalars['UUID']['input']>;
  readonly number: Scalars['Int']['input'];
  readonly startsOn: Scalars['Date']['input'];
};

export type TermCreatePayload = {
  readonly term?: Maybe<Term>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type TermEndInput = {
  readonly endsOn: Scalars['Date']['input'];
};

export type TermEndPayload = {
  readonly term?: Maybe<Term>;
  readonly userErrors: ReadonlyArray<OrganizationUserError>;
};

export type TextSpan = {
  readonly block: ProposalTextBlock;
  readonly end: Scalars['Int']['output'];
  readonly start: Scalars['Int']['output'];
  readonly text: Scalars['String']['output'];
};

export type TotpConfirmPayload = {
  readonly recoveryCodes?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type TotpDisablePayload = {
  readonly disabled?: Maybe<Scalars['Boolean']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type TotpEnrollPayload = {
  readonly secret?: Maybe<Scalars['String']['output']>;
  readonly url?: Maybe<Scalars['String']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
};

export type UndertakingUnit = DictionaryEntry & Node & {
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  readonly assigningOffice?: Maybe<AssigningOffice>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly isActive: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly rank: Scalars['Int']['output'];
  readonly version: Scalars['Int']['output'];
};

export type UndertakingUnitConnection = {
  readonly edges: ReadonlyArray<UndertakingUnitEdge>;
  readonly nodes: ReadonlyArray<UndertakingUnit>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type UndertakingUnitEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: UndertakingUnit;
};

export type UndertakingUnitOrder = {
  readonly direction: OrderDirection;
  readonly field: UndertakingUnitOrderField;
};

export type UndertakingUnitOrderField =
  | 'NAME'
  | 'RANK';

export type Viewer = {
  readonly account: Account;
  readonly permissions: ReadonlyArray<HeldPermission>;
  readonly personalAccessTokens: ReadonlyArray<PersonalAccessToken>;
  readonly roles: ReadonlyArray<RoleGrant>;
  readonly seats: ReadonlyArray<Member>;
  readonly sessions: ReadonlyArray<SignInSession>;
  readonly via: ViewerVia;
};

export type ViewerVia =
  | 'SESSION'
  | 'TOKEN';

export type VisitSubject = Node & {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly creditCode?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly kind: VisitSubjectKind;
  readonly name: Scalars['String']['output'];
  readonly organization?: Maybe<Organization>;
  readonly version: Scalars['Int']['output'];
  readonly visitCount: Scalars['Int']['output'];
  readonly visits: ActivityConnection;
};


export type VisitSubjectVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ActivityOrder>;
};

export type VisitSubjectConnection = {
  readonly edges: ReadonlyArray<VisitSubjectEdge>;
  readonly nodes: ReadonlyArray<VisitSubject>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type VisitSubjectEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: VisitSubject;
};

export type VisitSubjectFilter = {
  readonly kind?: InputMaybe<VisitSubjectKind>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly visited?: InputMaybe<VisitedOnFilter>;
};

export type VisitSubjectKind =
  | 'CONSTITUENTS'
  | 'ENTERPRISE'
  | 'EXPERT';

export type VisitSubjectOrder = {
  readonly direction: OrderDirection;
  readonly field: VisitSubjectOrderField;
};

export type VisitSubjectOrderField =
  | 'CREATED_AT';

export type VisitSubjectUpdateInput = {
  readonly creditCode?: InputMaybe<Scalars['String']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

export type VisitSubjectUpdatePayload = {
  readonly userErrors: ReadonlyArray<ActivityOutcomeUserError>;
  readonly visitSubject?: Maybe<VisitSubject>;
};

export type VisitedOnFilter = {
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};
