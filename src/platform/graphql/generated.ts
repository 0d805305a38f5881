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
  | 'ASSIGNING_OFFICE'
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

export type Member = Node & {
  readonly availableActions: ReadonlyArray<MemberAvailableAction>;
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
  readonly remarks?: Maybe<Scalars['String']['output']>;
  readonly sector?: Maybe<Sector>;
  readonly specialCommittee?: Maybe<SpecialCommittee>;
  readonly status: MemberStatus;
  readonly term?: Maybe<Term>;
  readonly version: Scalars['Int']['output'];
  readonly workUnit: Scalars['String']['output'];
};


export type MemberDutyRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DutyRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<DutyRecordOrder>;
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

export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type OrderDirection =
  | 'ASC'
  | 'DESC';

export type Organization = Node & {
  readonly assigningOffices: ReadonlyArray<AssigningOffice>;
  readonly children: ReadonlyArray<Organization>;
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly level: OrganizationLevel;
  readonly name: Scalars['String']['output'];
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

export type Query = {
  readonly account?: Maybe<Account>;
  readonly accounts: AccountConnection;
  readonly changeLog: ChangeLogEntryConnection;
  readonly dutyCategories: ReadonlyArray<DutyCategory>;
  readonly dutyRecord?: Maybe<DutyRecord>;
  readonly dutyRecords: DutyRecordConnection;
  readonly member?: Maybe<Member>;
  readonly members: MemberConnection;
  readonly node?: Maybe<Node>;
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  readonly organization?: Maybe<Organization>;
  readonly organizations: OrganizationConnection;
  readonly policyKeys: ReadonlyArray<PolicyKey>;
  readonly rateLimit: RateLimit;
  readonly viewer: Viewer;
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


export type QueryMemberArgs = {
  id: Scalars['ID']['input'];
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

export type RateLimit = {
  readonly cost: Scalars['Int']['output'];
  readonly remaining: Scalars['Int']['output'];
  readonly resetAt: Scalars['DateTime']['output'];
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
  | 'UNDERTAKING_UNIT_STAFF';

export type RoleGrant = Node & {
  readonly account?: Maybe<Account>;
  readonly id: Scalars['ID']['output'];
  readonly organization?: Maybe<Organization>;
  readonly role: Role;
  readonly validFrom: Scalars['DateTime']['output'];
  readonly validUntil?: Maybe<Scalars['DateTime']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type RoleGrantInput = {
  readonly account: Scalars['ID']['input'];
  readonly organization: Scalars['ID']['input'];
  readonly role: Role;
  readonly validUntil?: InputMaybe<Scalars['DateTime']['input']>;
};

export type RoleGrantManyInput = {
  readonly accounts: ReadonlyArray<Scalars['ID']['input']>;
  readonly organization: Scalars['ID']['input'];
  readonly role: Role;
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

export type Session = Node & {
  readonly endsOn: Scalars['Date']['output'];
  readonly id: Scalars['ID']['output'];
  readonly number: Scalars['Int']['output'];
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

export type SignInPayload = {
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  readonly accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly refreshToken?: Maybe<Scalars['String']['output']>;
  readonly refreshTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly userErrors: ReadonlyArray<IdentityUserError>;
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
