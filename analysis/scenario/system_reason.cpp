#include "analysis/scenario/system_reason.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace liandong::analysis {
namespace {

struct Reason {
  int error;
  const char* zh;
};

constexpr Reason reasons[] = {
    {ENOENT, "文件或文件夹不存在"},
    {EACCES, "没有权限"},
    {EPERM, "不允许此操作"},
    {ENOSPC, "磁盘空间不足"},
    {EDQUOT, "超出磁盘配额"},
    {EFBIG, "超出文件大小上限"},
    {EROFS, "文件系统为只读"},
    {EIO, "读写设备出错"},
    {ENAMETOOLONG, "名称过长"},
    {ELOOP, "符号链接过多或成环"},
    {ENOTDIR, "路径中有一段不是文件夹"},
    {EISDIR, "这是文件夹"},
    {EEXIST, "同名文件已存在"},
    {ENOTEMPTY, "文件夹不是空的"},
    {EPIPE, "接收输出的程序已经结束"},
    {EBADF, "未打开"},
    {EMFILE, "打开的文件过多"},
    {ENFILE, "系统打开的文件过多"},
    {ENOMEM, "内存不足"},
    {ENOLCK, "无法加锁"},
    {EOPNOTSUPP, "文件系统不支持此操作"},
    {ENOSYS, "系统不支持此操作"},
};

}  // namespace

Text system_reason(int error) {
  const std::string en = std::generic_category().message(error);
  for (const auto& reason : reasons)
    if (reason.error == error) return {en, reason.zh};
  return {en, fmt::format("系统错误 {}", error)};
}

}  // namespace liandong::analysis
