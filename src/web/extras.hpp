#pragma once

#include <any>
#include <map>
#include <typeindex>
#include <utility>

namespace web {

/// At most one value of each type: what a route or a request carries for code that this folder does not know (roles, schemas, the user).
class Extras {
 public:
  template <typename... Values>
  static Extras of(Values... values) {
    Extras extras;
    (extras.set(std::move(values)), ...);
    return extras;
  }

  template <typename T>
  void set(T value) {
    values_.insert_or_assign(std::type_index{typeid(T)}, std::any{std::move(value)});
  }

  /// Null if there is none.
  template <typename T>
  [[nodiscard]] const T* find() const {
    const auto found = values_.find(std::type_index{typeid(T)});
    return found == values_.end() ? nullptr : std::any_cast<T>(&found->second);
  }

 private:
  std::map<std::type_index, std::any> values_;
};

}  // namespace web
