#pragma once
namespace liandong::governance { struct Mechanisms { double dummy = 0; }; }
