/**
 * Words that passwords are made of, from the published lists of leaked ones, Chinese and English. What follows a rule
 * (sequences, repeats, walks over the keyboard, dates, phone numbers) is found by guessable-password.ts instead.
 * Lower case, at least three characters (two of Han).
 */
const ENGLISH = `
password passwd passw0rd pass admin administrator root user guest test testing demo login welcome letmein
master default changeme change secret access system manager service server database oracle mysql postgres
public private public123 iloveyou love loveyou lovely sunshine princess dragon monkey shadow football baseball
basketball superman batman spiderman pokemon naruto starwars trustno michael jennifer jordan hunter hunter2
thomas robert daniel george charlie andrew joshua matthew jessica ashley nicole michelle tigger cookie
flower summer winter spring autumn freedom whatever computer internet windows apple google samsung huawei
xiaomi iphone android linux ubuntu cisco juniper soccer hockey killer pepper ginger buster cheese banana
orange purple yellow silver golden diamond mustang ferrari mercedes porsche corvette harley yamaha hello
helloworld hello123 nothing matrix phoenix thunder lightning maverick ranger cowboy eagle falcon tiger
lion panda rabbit snoopy mickey donald minnie jesus christ angel heaven forever always friend friends family
mother father baby babygirl money dollar lucky happy smile beautiful perfect hacker qwerty azerty asdf zxcv
zaq1 1qaz qazwsx abc123 abcd a1b2c3 aa123456 q1w2e3 pass123 pass1234 temp temporary office company
`

const CHINESE = `
woaini woaini1314 woaini520 aini wo5201314 5201314 1314520 1314521 520520 520 1314 woaiwo woaiwojia woaimama
woaibaba woaizhongguo zhongguo zhonghua zhonghuarenmingongheguo china beijing shanghai shanxi taiyuan datong
guangzhou shenzhen tianjin chongqing mima wodemima mima123 mimamima nihao nihaoma nihao123 xiexie wangyi
tencent taobao alipay zhifubao weixin wechat weibo baidu sina sohu youxiang dianhua shouji caonima
asd123 qwe123 zxc123 wasd a123456 aaa111 q123456 w123456 zxcvbnm abc123456 zhang wang liu chen yang huang zhao zhou
zhangwei wangwei wangfang liwei lina zhangmin lijing zhangli liuyang wanglei xiaoming xiaohong laoshi xuesheng
baobao baobei laogong laopo gongzuo gongsi danwei bangong bangongshi guanliyuan yonghu ceshi denglu xitong houtai
zhengxie zhengxieweiyuan weiyuan tian lvzhi luzhi lvzhidangan zhengfu renda shiwei shizhengfu dangyuan
gongchandang gongwuyuan cppcc smartcppcc zhihuizhengxie jiankang pingan fagui facai gongxi xingfu kaixin
meili aiqing pengyou tiantian niuniu doudou beibei jingjing yangyang lele xiaoxiao dandan longlong
dragon888 888888 666666 168168 518518 fafafa 147258 147258369 159357 741852 789456 112233 123123 321321 110110
我爱你 密码 政协 中国 你好 委员 管理员
`

export const COMMON_WORDS: ReadonlySet<string> = new Set(`${ENGLISH}${CHINESE}`.split(/\s+/).filter(Boolean))

/** The longest of them, so that a search need not look further. */
export const LONGEST_COMMON_WORD = Math.max(...[...COMMON_WORDS].map(word => word.length))
