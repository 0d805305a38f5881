import { entry } from './entry.ts'

/** Political affiliation (政治面貌), the kinds of GB/T 4762 with the spellings of rosters; 预备党员 count with the Party. */
export const parties = [
  entry(
    'CPC',
    '中国共产党',
    '中共 共产党 党员 中共党员 共产党员 中国共产党党员 预备党员 中共预备党员 中国共产党预备党员',
  ),
  entry('RCCK', '中国国民党革命委员会', '民革 民革党员'),
  entry('CDL', '中国民主同盟', '民盟 民盟盟员'),
  entry('CNDCA', '中国民主建国会', '民建 民建会员'),
  entry('CAPD', '中国民主促进会', '民进 民进会员'),
  entry('CPWDP', '中国农工民主党', '农工党 农工民主党 农工党党员'),
  entry('CZGP', '中国致公党', '致公党 致公党党员'),
  entry('JSS', '九三学社', '九三 九三学社社员'),
  entry('TDSL', '台湾民主自治同盟', '台盟 台盟盟员'),
  entry('NON_AFFILIATED', '无党派人士', '无党派 无党派民主人士 无党派代表人士'),
  entry('CYL', '共青团员', '团员 共青团 中国共产主义青年团 中国共产主义青年团团员'),
  entry('MASSES', '群众', '普通群众'),
]

/** Positions (政协职务) of the Charter, articles on the National and the local committees. */
export const positions = [
  entry('CHAIRPERSON', '主席'),
  entry('VICE_CHAIRPERSON', '副主席'),
  entry('SECRETARY_GENERAL', '秘书长'),
  entry('DEPUTY_SECRETARY_GENERAL', '副秘书长'),
  entry('STANDING_MEMBER', '常务委员', '常委 常务委员会委员 政协常委'),
  entry('MEMBER', '委员', '政协委员'),
]

/** The special committees (专门委员会) most city committees have; each makes its own of it. */
export const specialCommittees = [
  entry('PROPOSALS', '提案委员会', '提案委'),
  entry('ECONOMY', '经济委员会', '经济委'),
  entry('AGRICULTURE', '农业和农村委员会', '农业和农村委 农业委员会 农业委'),
  entry('EDUCATION_SCIENCE_HEALTH', '教科卫体委员会', '教科卫体委 教育科技卫生体育委员会'),
  entry('SOCIAL_LEGAL_ETHNIC', '社会法制和民族宗教委员会', '社会法制和民族宗教委 社法民宗委员会 社法民宗委'),
  entry('CULTURE_HISTORY_STUDY', '文化文史和学习委员会', '文化文史和学习委 文史学习委员会 文史学习委'),
]

/** Assigning offices (交办系统): where a proposal goes first. */
export const assigningOffices = [
  entry(
    'PARTY_COMMITTEE',
    '党委办公室',
    '党委办 党委系统 省委办公厅 市委办公室 市委办 县委办公室 县委办 区委办公室 区委办',
  ),
  entry(
    'GOVERNMENT',
    '政府办公室',
    '政府办 政府系统 省政府办公厅 市政府办公室 市政府办 县政府办公室 县政府办 区政府办公室 区政府办',
  ),
  entry('COURT', '人民法院', '法院 法院系统 中级人民法院'),
  entry('PROCURATORATE', '人民检察院', '检察院 检察院系统'),
]

/** The published grounds for not filing (不予立案情形) of the proposal regulations; rules, section 1, Examination. */
export const notFilingGrounds = [
  entry('STATE_SECRETS', '涉及国家秘密的'),
  entry('FORBIDDEN', '国家法律法规和政策明令禁止的'),
  entry('INTRA_PARTY', '中共党员对党内有关组织、人事安排等方面有意见的'),
  entry('PARTY_INTERNAL', '民主党派成员反映本组织内部问题的'),
  entry('LITIGATION', '进入民事、刑事、行政诉讼或者仲裁程序的'),
  entry('ACADEMIC', '属于学术研讨的'),
  entry('PERSONAL', '为本人或者亲属解决个人问题的'),
  entry('PROMOTION', '宣传、推介具体作品、产品的'),
  entry('ACCUSATION', '指名举报的'),
  entry('EMPTY', '内容空泛、没有具体建议的'),
]
