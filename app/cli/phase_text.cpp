#include "app/cli/phase_text.h"

#include <array>
#include <utility>

namespace liandong::app {

std::string_view phase_in_chinese(std::string_view name) noexcept {
  static constexpr auto texts = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"calendar", "预算、岗位与选举。"},
      {"needs", "需求产生（M1）。"},
      {"reporting", "走访发现需求，居民反映或放弃（M2）。"},
      {"tasks", "部门下派任务，准入清单挡下一部分（M6）。"},
      {"effort", "居委会和服务站分配工时（M5）。"},
      {"casework", "办理诉求：自行处理、移交伙伴、上报，收到答复（M3、C4）。"},
      {"participation", "居民受邀、参与、做志愿者、为公共空间出力（M7、M8、M14）。"},
      {"offices", "街道和部门办理上报事项（M4）。"},
      {"commons", "外社区看到示范；居民出力与物业服务维护公共空间（M8）。"},
      {"deliberation", "议事、决议与项目（M11）。"},
      {"delivery", "社会组织、志愿者与物业提供服务（M12、M14、M16、M18）。"},
      {"settlement", "资金与工时入账。"},
      {"organisations", "能人涌现，社会组织发起、投标、变化与退出，事项移交（M16）。"},
      {"experience", "经历改变信任、期望与满意度，并口口相传；住户迁居（M9、M10）。"},
      {"assessment", "考核引导工作台的重心，并影响工资和预算。"},
      {"workforce", "压力、离职、招聘与培训（M15）。"},
      {"indicators", "本周计数并入季度，计算态度均值。"},
      {"ties", "往来关系增强、淡化与新生（M13）。"},
      {"closing", "核对账本，本周结束。"},
  });
  for (const auto& [phase, text] : texts)
    if (phase == name) return text;
  return {};
}

}  // namespace liandong::app
