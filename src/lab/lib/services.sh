# shellcheck shell=bash
make_service_images() { :; }
make_networks() { :; }
start_services() { :; }
