# `cmake --build build/release --target package` makes the Debian package.
install(TARGETS juara RUNTIME DESTINATION bin)
install(FILES packaging/juara.service DESTINATION lib/systemd/system)
install(FILES docs/admin/README.md docs/admin/accounts.md docs/admin/settings.md DESTINATION share/doc/juara)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_NAME juara)
set(CPACK_PACKAGE_VENDOR Juara)
set(CPACK_PACKAGE_CONTACT "The maintainers of Juara <maintainers@juara.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Public-service contests and assessments whose results anyone can verify")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS fonts-dejavu-core)  # beside the libraries, which are found
set(CPACK_DEBIAN_PACKAGE_SECTION web)
include(CPack)
