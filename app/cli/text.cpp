#include "app/cli/text.h"

#include <cstdlib>
#include <string_view>

namespace liandong::app {

Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment.
    if (const char* value = std::getenv(name); value && *value)
      return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
  return Language::en;
}

namespace text {

const Text about{
    "Liandong simulates how residents, committees, social organisations and government work together in Chinese "
    "urban communities, and compares ways to arrange it.",
    "联动：模拟城市社区中居民、居委会、社会组织与政府的协作，并比较不同的治理安排。"};
const Text short_help{
    R"(Liandong compares ways to govern urban communities, by simulation.

  ./liandong compare               strong government against strong community, in a city like Baotou:
                                   a report to read, the data, and a summary here
  ./liandong compare STUDY.toml    your own study

  ./liandong validate FILE...      every problem of your files at once
  ./liandong describe              every number that can be set
  ./liandong diff A.toml B.toml    what differs between two arrangements
  ./liandong --help                all commands; COMMAND --help for one
)",
    R"(联动：用模拟比较城市社区的治理方式。

  ./liandong compare               强政府与强社区之比较（以包头这样的城市为例）：
                                   生成可读的报告和数据，并在此显示摘要
  ./liandong compare 研究.toml     运行自己的研究

  ./liandong validate 文件...      一次列出文件中的全部问题
  ./liandong describe              所有可设置的数值
  ./liandong diff 甲.toml 乙.toml  两种安排有何不同
  ./liandong --help                全部命令；“命令 --help”查看某一命令
)"};

const Text option_study{"Study file or name (default: two-paths)", "研究文件或名称（默认 two-paths）"};
const Text option_results{"Results file", "结果文件"};
const Text option_set{"Set a value, e.g. place.communities=4 or strong-government.staff.station=12; may be repeated",
                      "设置一个值，如 place.communities=4 或 strong-government.staff.station=12；可重复"};
const Text option_seed{"Seed of all chances", "随机种子"};
const Text option_replicates{"Number of replicates", "重复次数"};
const Text option_worlds{"Number of worlds at most; 0: none", "世界数上限；0 表示不运行"};
const Text option_threads{"Threads (default: all cores)", "线程数（默认全部核心）"};
const Text option_memory{"Memory that may be needed, e.g. 2GiB; what would need more is refused before it runs",
                         "允许使用的内存，如 2GiB；所需更多的，运行前即拒绝"};
const Text option_out{"Folder of the results (default: results/NAME)", "结果文件夹（默认 results/研究名）"};
const Text option_language{"Language: zh or en (default: from LC_ALL, LANG)",
                           "语言：zh 或 en（默认取自 LC_ALL、LANG）"};
const Text option_quiet{"Print nothing but errors and what --json asks for", "除错误和 --json 的内容外不输出"};
const Text option_json{"Write one JSON object to stdout", "在标准输出写一个 JSON 对象"};
const Text option_order{"Visiting order inside phases: forward, backward or shuffled; results do not depend on it",
                        "阶段内的访问次序：forward、backward 或 shuffled；结果与之无关"};
const Text option_world{"Number of the world", "世界的编号"};
const Text option_replicate{"Number of the replicate, from 0", "重复的编号，从 0 起"};
const Text option_help{"Show this help", "显示帮助"};
const Text option_version{"Show the version", "显示版本"};

const Text usage{"Usage", "用法"};
const Text options{"Options", "选项"};
const Text commands{"Commands", "命令"};
const Text files{"Arguments", "参数"};

const Text unknown_command{"there is no command \"{}\"", "没有命令“{}”"};
const Text unknown_option{"\"{}\" is not understood here", "无法识别“{}”"};
const Text missing_argument{"something is missing: {}", "缺少参数：{}"};
const Text missing_value{"a value must follow", "之后须有一个值"};
const Text too_many_arguments{"too many are given: {}", "参数过多：{}"};
const Text given_twice{"is given more than once", "重复给出"};
const Text not_together{"{} and {} cannot be given together", "{} 与 {} 不能同时使用"};
const Text not_understood{"the command line is not understood; see liandong --help",
                          "命令行有误；请查看 liandong --help"};
const Text did_you_mean{"; did you mean \"{}\"?", "，是否想写“{}”？"};

const Text must_be_whole{"must be a whole number from {} to {}; it is \"{}\"", "须为 {} 至 {} 的整数，这里是“{}”"};
const Text must_be_one_of{"must be one of {}; it is \"{}\"", "须为以下之一：{}；这里是“{}”"};
const Text must_not_be_empty{"must not be empty", "不能为空"};

const Text required{"REQUIRED", "必需"};
const Text excludes{"Excludes", "不能同时使用"};

const Text equalising{"Finding the scale at which the arms cost the same", "正在求取使各方案成本相等的比例"};
const Text running_replicates{"Running the replicates", "正在运行各次重复"};
const Text first_answer{"A first answer, from {} of up to {} worlds: {}", "已有初步答案（{} 个世界，上限 {} 个）：{}"};
const Text running_worlds{"Running the worlds, each with what is not known drawn anew",
                          "正在运行各个世界，每个世界重新抽取未知量"};
const Text rate_and_left{"{} weeks/s, {} left", "每秒 {} 周，剩余 {}"};
const Text percent_done{"{}% done after {}, {} left", "已完成 {}%，用时 {}，剩余 {}"};
const Text stopping{"Stopped.", "已停止。"};
const Text resume{"Finished replicates are kept in {}. To go on, give the same command again:\n  {}",
                  "已完成的重复保存在 {}。再次执行同一命令即可继续：\n  {}"};
const Text out_of_memory{
    "There is not enough memory. A smaller place, fewer replicates (--replicates, --part) or fewer threads "
    "(--threads) need less; what was finished is kept where a command says so.",
    "内存不足。缩小地区、减少重复次数（--replicates、--part）或线程数（--"
    "threads）可降低需要；已完成的部分按各命令的说明保留。"};
const Text machine_failed{"Failed: {}", "失败：{}"};
const Text check_failed{"A check of the model failed: {}", "模型检查未通过：{}"};
const Text file_failed{"{}: {}", "{}：{}"};
const Text standard_output_failed{"standard output: {}", "标准输出：{}"};
const Text folder_failed{"{}: cannot be written: {}; choose another folder with --out",
                         "{}：无法写入：{}；请用 --out 另选文件夹"};
const Text folder_in_use{"{}: another run is writing to this folder; wait for it, or choose another folder with --out",
                         "{}：另一个运行正在写入此文件夹；请等它结束，或用 --out 另选文件夹"};
const Text folder_in_use_by{
    "{}: process {} on {} has been writing to this folder since {}; wait for it, or choose another folder with --out\n"
    "  {}",
    "{}：{} 号进程（主机 {}）自 {} 起正在写入此文件夹；请等它结束，或用 --out 另选文件夹\n  {}"};
const Text in_the_way{
    "{}: no file can be written here, for something else has this name; move it away, or choose "
    "another folder with --out",
    "{}：此处无法写入文件，因为同名的文件夹或设备已存在；请将其移走，或用 --out 另选文件夹"};
const Text partial_in_the_way{
    "{}: must be a folder that can be written; move it away, or choose another folder with "
    "--out",
    "{}：须为可写的文件夹；请将其移走，或用 --out 另选文件夹"};
const Text locking_unsupported{"{}: this file system cannot lock files ({}); choose a folder elsewhere with --out",
                               "{}：此文件系统不能给文件加锁（{}）；请用 --out 另选别处的文件夹"};

const Text written{"Written:", "已写入："};
const Text no_pages{
    "The page is left out: npm could not get its packages when the program was built. With a network, in the clone:\n"
    "  {}",
    "未生成网页：构建程序时 npm 未能取得所需的软件包。联网后，在克隆目录中执行：\n  {}"};

const Text hashes_equal{"All {} state hashes are the same.", "全部 {} 个状态哈希一致。"};
const Text hashes_differ{"{} of {} state hashes differ.", "{} 个（共 {} 个）状态哈希不一致。"};
const Text world_and_found{"{}, world {}: recorded {}, found {}", "{}，第 {} 号世界：记录为 {}，重算为 {}"};
const Text recorded_and_found{"{}, replicate {}: recorded {}, found {}", "{}，第 {} 次重复：记录为 {}，重算为 {}"};

const Text no_lever_differs{"{} and {} have the same levers.", "“{}”与“{}”的杠杆完全相同。"};
const Text levers_differ{"From {} to {}, {} levers change:", "从“{}”到“{}”，有 {} 个杠杆改变："};
const Text lever{"Lever", "杠杆"};
const Text unit{"Unit", "单位"};

const Text other_model{"is of the model \"{1}\", the first arrangement of \"{0}\"",
                       "属于模型“{1}”，而前一安排属于“{0}”"};

const Text unknown_model{"there is no model \"{}\"; did you mean \"{}\"?", "没有模型“{}”，是否想写“{}”？"};
const Text no_patterns{"the model \"{}\" has no observed patterns", "模型“{}”没有可对照的观察模式"};
const Text patterns_need_study{
    "holds none of the arms that patterns are observed of; run ./liandong compare patterns first",
    "不含任何可与观察模式对照的方案；请先运行 ./liandong compare patterns"};

const Text no_design{"the study has no [design]; the user guide shows how to write one",
                     "该研究没有 [design]；写法见用户指南"};
const Text vary_alone{"says what --morris or --sobol varies; give one of them",
                      "用于说明 --morris 或 --sobol 改变什么，须与其一同用"};
const Text bad_vary{"must read KEY, or KEY=LOW..HIGH with two numbers", "须写作 键，或 键=下限..上限（两个数字）"};

const Text file_is_good{"{}: good", "{}：没有问题"};
const Text files_have_problems{"Problems: {}, in {} of {} files.", "{} 个问题，涉及 {} 个文件（共 {} 个）。"};

const Text count{"count", "项数"};
const Text what{"what", "内容"};
const Text indicators{"Indicators", "指标"};
const Text indicators_about{"indicators: {}", "指标：{}"};
const Text describe_hint{
    "./liandong describe KEY explains a key, the keys of a group (place) or those that begin alike (staff);\n"
    "any other word is looked for in the keys and names of parameters and indicators.",
    "./liandong describe 键：解释一个键、一组键（如 place）或开头相同的键（如 "
    "staff）；\n其他词则在参数和指标的键与名称中查找。"};
const Text written_by_another{"The file was written by another state of the program: commit {}, this one is {}.",
                              "该文件由程序的另一版本写成：提交 {}，本程序为 {}。"};

const Text key{"Key", "键"};
const Text range{"range", "范围"};
const Text default_value{"default", "默认值"};
const Text source{"source", "来源"};
const Text whole_number{"whole numbers", "整数"};
const Text status{"status", "状态"};
const Text plausible{"plausible", "合理范围"};
const Text reason{"because", "依据"};

const Text phase{"Phase", "阶段"};
const Text reads{"reads: ", "读取："};
const Text writes{"writes: ", "写入："};
const Text milliseconds{"ms/week", "毫秒/周"};
const Text nanoseconds{"ns/resident-week", "纳秒/居民·周"};
const Text share{"share", "占比"};
const Text total{"total", "合计"};

const Text week{"Week", "周"};
const Text unknown_arm{"there is no arm \"{}\"", "没有方案“{}”"};
const Text bad_replicate{"the study has replicates 0 to {}", "研究的重复编号为 0 至 {}"};
const Text bad_week_request{"must be a number of weeks from 0 to {}", "须为 0 至 {} 的周数"};
const Text unknown_layer{"there is no layer \"{}\"", "没有图层“{}”"};
const Text all_layers{"; there are: {}", "；可用图层：{}"};
const Text snapshot_written{"after week {}: {}", "第 {} 周之后：{}"};
const Text run_done{"{}, replicate {}: {} residents, {} weeks in {}; state hash {}",
                    "{}，第 {} 次重复：{} 名居民，{} 周，用时 {}；状态哈希 {}"};

}  // namespace text
}  // namespace liandong::app
