// The bodies of Asio and Beast, compiled once for the whole folder: BOOST_ASIO_SEPARATE_COMPILATION and BOOST_BEAST_SEPARATE_COMPILATION
// are set for the library in CMakeLists.txt, so that no file can forget them.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
