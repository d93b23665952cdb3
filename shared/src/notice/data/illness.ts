/** Words that tell that somebody is ill, disabled or under treatment. None of them may stand in a public notice: the kind of help itself is written as 生活困难. */
export const illnessWords: readonly string[] = [
  // in general
  '因病 因残 患病 患有 生病 得病 害病 有病 发病 犯病 旧病 重病 大病 绝症 怪病 病重 病危 病情 病历',
  '病例 病房 病床 病人 病号 病故 病退 病逝 患者 慢性病 慢病 慢特病 地方病 职业病 传染病 遗传病',
  '罕见病 并发症 后遗症 疑难病',
  // care
  '诊断 确诊 复诊 住院 手术 开刀 化疗 放疗 透析 肾移植 肝移植 骨髓移植 器官移植 心脏支架 放支架',
  '心脏搭桥 截肢 输血 吃药 服药 药费 医药费 重症监护 icu 康复治疗 抢救',
  // disability and care needs
  '残疾 伤残 重残 致残 身残 失能 半失能 失智 失明 盲人 聋人 聋哑 耳聋 哑巴 跛脚 瘸腿 驼背 侏儒 瘫痪',
  '偏瘫 截瘫 脑瘫 瘫在床 卧床 植物人 坐轮椅 智障 弱智 智力低下 智力障碍 智残 生活不能自理',
  // mind
  '精神病 精神分裂 精神障碍 精神疾病 精神失常 疯子 疯癫 抑郁 躁狂 双相情感 焦虑症 强迫症 癔症',
  '自闭症 孤独症 多动症 痴呆 老年痴呆 阿尔茨海默 酒精依赖 毒瘾 轻生 自杀',
  // tumours and blood
  '癌 肿瘤 瘤 白血病 淋巴瘤 血友病 贫血 再障 紫癜 骨髓瘤 败血症',
  // heart, vessels, brain
  '高血压 低血压 高血脂 心脏病 冠心病 先心病 心梗 心肌梗 心肌炎 心衰 心绞痛 房颤 早搏 中风 脑梗',
  '脑血栓 脑出血 脑溢血 脑卒中 脑萎缩 脑积水 脑膜炎 脑外伤 动脉瘤 静脉曲张 癫痫 羊癫疯 帕金森 渐冻',
  '肌无力 肌萎缩 神经痛',
  // lungs, liver, kidneys, bowels
  '肺结核 结核 肺炎 肺气肿 肺心病 尘肺 矽肺 硅肺 慢阻肺 支气管炎 哮喘 乙肝 丙肝 甲肝 肝炎 肝硬化',
  '肝病 肝腹水 肾炎 肾病 肾衰 肾积水 尿毒症 结石 胃病 胃溃疡 胃穿孔 胃出血 肠炎 肠梗阻 阑尾炎',
  '胰腺炎 胆囊炎 疝气 痔疮 前列腺',
  // glands, bones, skin, senses
  '糖尿病 甲亢 甲减 痛风 风湿 红斑狼疮 强直性脊柱炎 腰椎 颈椎 椎间盘 股骨头 骨折 骨质疏松 骨髓炎',
  '关节炎 大骨节病 烧伤 烫伤 牛皮癣 银屑病 白癜风 麻风 白内障 青光眼 视网膜 唇腭裂 兔唇 畸形 唐氏',
  // infections, women and children
  '艾滋 hiv aids 梅毒 性病 淋病 尖锐湿疣 狂犬病 血吸虫 包虫病 新冠 流产 不孕 不育 宫外孕 早产儿',
  '地中海贫血 苯丙酮尿',
]
  .join(' ')
  .split(' ');

/** Names of policies, offices and things that hold such a word and tell nothing of a person. */
export const harmlessWords: readonly string[] = [
  '大病保险 大病救助 大病医保 重病救助 残疾人联合会 残疾人两项补贴 残疾人补贴 慢病管理 慢特病政策',
  '职业病防治 传染病防治 地方病防治 结核病防治 血吸虫病防治 发病率 有病虫害 虫害病害 隐患 水患',
  '中风险 中风景 中风光 中风貌 中风气 输血式 输血型 抢救性',
]
  .join(' ')
  .split(' ');
